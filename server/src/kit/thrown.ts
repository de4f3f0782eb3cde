/** The code of a failed system call, of PostgreSQL or of a library, such as `EACCES` or `23505`. */
export const codeOf = (thrown: unknown): string | undefined =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined

export const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown))

/** A unique index refused: there is one already. */
export const isDouble = (thrown: unknown): boolean => codeOf(thrown) === '23505'

/**
 * What a row names is gone by now, or something still names what was to go: between a look and the write somebody was quicker.
 * Undefined where that is not why it failed.
 */
export function vanishedOf(thrown: unknown): 'not-found' | 'in-use' | undefined {
  if (codeOf(thrown) !== '23503') return undefined
  // in whatever language the server says it: the row that went, the rule and who names the row, or the row that came and the rule
  const names = (messageOf(thrown).match(/["«»„“”]/g)?.length ?? 0) / 2
  return names > 2 ? 'in-use' : 'not-found'
}

/** What was thrown, as an error: in JavaScript anything can be. */
export const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)))
