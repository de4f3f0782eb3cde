import { z } from 'zod'

/** Characters that no name, note or label may hold: NUL and the other C0/C1 controls but tab and line ends. */
const controls = /(?![\t\n\r])\p{Cc}/u

const isStorable = (value: string) => value.isWellFormed() && !controls.test(value)

const storable = (max: number) =>
  z.string().trim().max(max).refine(isStorable, { error: 'contains characters that cannot be stored' })

/** Required text: trimmed, 1 to `max` UTF-16 units, well-formed, without control characters. */
export const text = (max: number) => storable(max).min(1)

/** Optional text that may be emptied: as {@link text}, from 0 units. */
export const looseText = (max: number) => storable(max)

/** An e-mail address, lower-cased, at most 254 characters (RFC 5321 §4.5.3.1.3). */
export const email = z.string().trim().toLowerCase().max(254).pipe(z.email())

/** A phone number as people write it; digits, spaces and `+ ( ) - . /`, with 5 to 15 digits (ITU-T E.164). */
export const phone = z
  .string()
  .trim()
  .max(32)
  .regex(/^\+?[\d\s()./-]+$/)
  .refine(
    (value) => {
      const digits = value.replaceAll(/\D/g, '').length
      return digits >= 5 && digits <= 15
    },
    { error: 'needs 5 to 15 digits' },
  )

/** What stands in an organization's address: lower-case letters, digits and single hyphens, 3 to 40. */
export const slug = z
  .string()
  .min(3)
  .max(40)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

/**
 * The folded form by which names are searched and sorted: no case, no accents, single spaces.
 * The same function fills the stored column and the search, so both always agree.
 */
export function fold(value: string): string {
  return value
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
