import { z } from 'zod'

/**
 * Why a search found a row: the strongest reason of several. `name` and `guardian`: what was typed stands in their
 * names; `sound`: it only resembles them, by ear or by a slip of the keys. `text` is what is on file for the rest: the
 * phone, the e-mail address, the chip or another number as it is written there, the birth date as ISO.
 */
export const match = z
  .object({
    by: z.enum(['phone', 'email', 'microchip', 'identifier', 'birthDate', 'name', 'guardian', 'sound']),
    text: z.string().optional(),
  })
  .meta({ id: 'Match' })

export type Match = z.infer<typeof match>
