/** The fields of a record by name, each comparable as JSON. */
export type Fields = Record<string, unknown>

export const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/**
 * Three-way merge of one record: what I changed since `base` is laid over what others made of it.
 * A field that both changed, and differently, is a conflict; `merged` then holds mine.
 */
export function mergeFields<F extends Fields>(
  base: F,
  mine: F,
  theirs: F,
): { merged: F; conflicts: (keyof F & string)[] } {
  const changed = Object.keys(mine).filter((key) => !isSame(base[key], mine[key]))
  const conflicts = changed.filter((key) => !isSame(base[key], theirs[key]) && !isSame(mine[key], theirs[key]))
  return { merged: { ...theirs, ...Object.fromEntries(changed.map((key) => [key, mine[key]])) }, conflicts }
}
