import { z } from 'zod'
import { wrong } from '../problem.ts'
import { name, note } from '../text.ts'
import { isReadable } from './accent.ts'
import { readColour } from './colour.ts'
import { typeNames } from './type-stacks.ts'

/** A mail's sender is read as a person or a house: what looks like an address would pretend to be one. */
const senderName = name(60).refine(
  (value) => !/[@<>"]/.test(value),
  wrong('must not look like an address', 'sender-name'),
)

const colour = z
  .string()
  .max(100)
  .overwrite((typed) => readColour(typed) ?? typed)
  .refine((value) => readColour(value) !== undefined, wrong('is not a colour like #0f6e84', 'colour'))
  .refine(
    (value) => readColour(value) === undefined || isReadable(value),
    wrong('cannot be read on white, nor white on it', 'contrast'),
  )

const linesOf = (lines: number, each: number) =>
  note(lines * (each + 1))
    .refine((value) => value.split('\n').length <= lines, wrong(`has at most ${lines} lines`, 'too-many-lines'))
    .refine(
      (value) => value.split('\n').every((line) => line.length <= each),
      wrong(`has at most ${each} characters in a line`, 'long-line'),
    )

/** How an organization, or one place of it, shows itself; what is absent is as everywhere. */
export const look = z
  .strictObject({
    accent: colour.optional(),
    type: z.enum(typeNames).optional(),
    /** Who mails come from, beside the sending address. */
    senderName: senderName.optional(),
    /** Under the name at the head of what is printed: up to six lines. */
    letterhead: linesOf(6, 80).optional(),
    /** At the foot of mails, documents and pages: up to three lines. */
    footer: linesOf(3, 120).optional(),
  })
  .meta({ id: 'Look' })

export type Look = z.infer<typeof look>

/** All of it: the organization's own, and by clinic what differs there. */
export interface Brand {
  own: Look
  clinics: Readonly<Record<string, Look>>
}
