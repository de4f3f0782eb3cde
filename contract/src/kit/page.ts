import { z } from 'zod'

/** Query of every list: an opaque cursor from the answer before, and how many rows (1 to 200, 50 unless told). */
export const pageQuery = {
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
}

/** Every list answers `{ items, nextCursor? }`; no cursor means that this was the last page. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().optional() })
