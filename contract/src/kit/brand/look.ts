import { z } from 'zod'
import { wrong } from '../problem.ts'
import { name, note } from '../text.ts'
import { isReadable } from './accent.ts'
import { readColour } from './colour.ts'

/** Letters that a reader's machine has, or that we ship: none is fetched from anywhere. */
export const typeStacks = {
  plain: 'system-ui, sans-serif',
  humanist: "Seravek, 'Gill Sans Nova', Ubuntu, Calibri, 'DejaVu Sans', 'Noto Sans', sans-serif",
  rounded:
    "ui-rounded, 'Hiragino Maru Gothic ProN', Quicksand, Comfortaa, Manjari, 'Arial Rounded MT Bold', sans-serif",
  serif: "ui-serif, 'Iowan Old Style', 'Palatino Linotype', Palatino, 'Noto Serif', Georgia, serif",
  slab: "Rockwell, 'Rockwell Nova', 'Roboto Slab', 'DejaVu Serif', 'Sitka Small', serif",
} as const

export type TypeName = keyof typeof typeStacks

export const typeNames = Object.keys(typeStacks) as TypeName[]

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

/** What is shown at a clinic, or by the organization as a whole. */
export const lookAt = ({ own, clinics }: Brand, clinicId?: string): Look => ({
  ...own,
  ...(clinicId === undefined ? {} : clinics[clinicId]),
})

export const linesIn = (text = ''): string[] => text.split('\n').filter((line) => line !== '')

/** What stands where there is no picture. */
export const initialsOf = (called: string): string => {
  const words = called.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const first = (word = '') => [...word.replace(/^[^\p{L}\p{N}]+/u, '')][0]?.toLocaleUpperCase() ?? ''
  return first(words[0]) + (words.length > 1 ? first(words[1]) : '')
}
