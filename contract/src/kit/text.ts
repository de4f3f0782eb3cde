import { z } from 'zod'
import { cleanLine, cleanLines, hasControls, isName, isVisible } from './reading/clean.ts'
import { readEmail } from './reading/email.ts'
import { readMicrochip } from './reading/microchip.ts'
import { readPhone } from './reading/phone.ts'
import { wrong } from './problem.ts'

const unseen = wrong('needs something to see', 'invisible')

const cleaned = (clean: (typed: string) => string, max: number) =>
  z
    .string()
    .overwrite(clean)
    .max(max)
    .refine((value) => !hasControls(value), wrong('contains characters that cannot be stored', 'characters'))

const required = (clean: (typed: string) => string, max: number, isAcceptable: (text: string) => boolean) =>
  cleaned(clean, max)
    .min(1)
    .refine((value) => value === '' || isAcceptable(value), unseen)

/** What somebody or something is called: one line, 1 to `max` UTF-16 units, with a letter or a digit. */
export const name = (max: number) => required(cleanLine, max, isName)

/** Required text of one line, 1 to `max` UTF-16 units, something of it to be seen. */
export const text = (max: number) => required(cleanLine, max, isVisible)

export const lines = (max: number) => required(cleanLines, max, isVisible)

const orNothing = (clean: (typed: string) => string) => (typed: string) => {
  const value = clean(typed)
  return hasControls(value) || isVisible(value) ? value : ''
}

/** Optional text of one line that may be emptied. */
export const looseText = (max: number) => cleaned(orNothing(cleanLine), max)

/** Optional text of several lines that may be emptied: notes and memos. */
export const note = (max: number) => cleaned(orNothing(cleanLines), max)

export const searchText = (max = 100) => z.string().overwrite(cleanLine).max(max)

/** Text that is read into one way of writing it; `max` bounds the work, not what is kept. */
const readBy = (read: (typed: string) => string | undefined, max: number, found: ReturnType<typeof wrong>) =>
  z
    .string()
    .max(max)
    .overwrite((typed) => read(typed) ?? typed)
    .refine((value) => read(value) !== undefined, found)

export const email = readBy(readEmail, 400, wrong('is not an e-mail address', 'email'))

export const phone = readBy(readPhone, 100, wrong('needs 5 to 15 digits', 'phone'))

/** An animal's chip as {@link readMicrochip} keeps it: 15 digits (ISO 11784), older ones 9 or 10 characters. */
export const microchip = readBy(readMicrochip, 60, wrong('needs 15 digits, or 9 or 10 characters', 'microchip'))

/** What stands in an organization's address: lower-case letters, digits and single hyphens, 3 to 40. */
export const slug = z
  .string()
  .min(3)
  .max(40)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .meta({ id: 'Slug' })
