import { z } from 'zod'
import { id } from './ids.ts'

/** What is shown as somebody's picture. */
export const picture = z.object({ fileId: id, version: z.int() }).meta({ id: 'Picture' })

/** Beside a name, in a list: a square of 64 pixels. */
export const smallPicture = z
  .object({
    /** Whose. */
    id,
    fileId: id,
    /** WebP, in base64. */
    content: z.string(),
  })
  .meta({ id: 'SmallPicture' })

/** Up to a hundred ids, with commas between them. */
export const idsQuery = z
  .string()
  .max(3_699)
  .transform((ids) => ids.split(','))
  .pipe(z.array(id).max(100))

/** Which one is meant to be seen, so that caches keep each apart; it is the present one that is answered. */
export const whichPicture = { of: id.optional() }
