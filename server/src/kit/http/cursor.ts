import { z } from 'zod'
import { refuse } from './refusal.ts'

export const cursorOf = (position: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url')

export function readCursor<T extends z.ZodType>(cursor: string | undefined, shape: T): z.infer<T> | undefined {
  if (cursor === undefined) return undefined
  try {
    const parsed = shape.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    if (parsed.success) return parsed.data
  } catch {
    // falls through: not a cursor of ours
  }
  throw refuse('invalid-input', {
    issues: [{ path: ['query', 'cursor'], message: 'is not a cursor of this list', code: 'invalid' }],
  })
}

/** Cuts the row that was read to see whether there is more. */
export function pageFrom<Row, Item>(
  rows: Row[],
  limit: number,
  view: (row: Row) => Item,
  position: (row: Row) => readonly (string | number)[],
): { items: Item[]; nextCursor?: string } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(view), ...(rows.length > limit && last && { nextCursor: cursorOf(position(last)) }) }
}
