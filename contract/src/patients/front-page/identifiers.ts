import { z } from 'zod'
import { wrong } from '../../kit/problem.ts'
import { readMicrochip } from '../../kit/reading/microchip.ts'
import { name, note, text } from '../../kit/text.ts'
import { date } from '../../kit/time.ts'
import { address } from '../../organizations/clinics.ts'
import { isInOrder } from './contacts.ts'
import { aliasKinds, allIdentifierKinds, clinicalSexes, whereaboutsKinds } from './identifier-kinds.ts'

const further = {
  /** Who gave it: an authority, an insurer, a register. */
  issuer: text(120).optional(),
  /** ISO 3166-1, two letters. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  from: date.optional(),
  until: date.optional(),
}

/** A chip in digits and letters alone, however its card prints them. */
function asKept<Given extends { kind: string; value: string }>(given: Given): Given {
  return given.kind === 'microchip' ? { ...given, value: readMicrochip(given.value) ?? given.value } : given
}

/** A number or a text by which an authority, an insurer or a register knows somebody. */
const identifier = z
  .strictObject({ kind: z.enum(allIdentifierKinds), value: name(60), ...further })
  .overwrite(asKept)
  .refine(({ kind, value }) => kind !== 'microchip' || readMicrochip(value) !== undefined, {
    ...wrong('needs 15 digits, or 9 or 10 characters', 'microchip'),
    path: ['value'],
  })
  .refine(isInOrder, { ...wrong('ends before it begins', 'ends-first'), path: ['until'] })
  .meta({ id: 'Identifier' })

/**
 * All of them, with the chip of today, which is also `microchip`. A change that leaves that one out does not take it away:
 * an end (`until`) or an empty `microchip` does.
 */
export const identifiers = z.array(identifier).max(30)

export type Identifiers = z.infer<typeof identifiers>

/** Names beside the one on file: of birth, former ones, the same in another script. */
export const aliases = z
  .array(z.strictObject({ kind: z.enum(aliasKinds), text: name(200) }).meta({ id: 'Alias' }))
  .max(20)

export const speech = z
  .strictObject({
    /** ISO 639, the first one first. */
    languages: z
      .array(z.string().regex(/^[a-z]{2,3}$/))
      .max(10)
      .optional(),
    needsInterpreter: z.boolean().optional(),
  })
  .meta({ id: 'Speech' })

/** What a body is like where it decides on a dose or a range, apart from how somebody is called and registered. */
export const physiology = z
  .strictObject({ sex: z.enum(clinicalSexes), note: note(500).optional() })
  .meta({ id: 'Physiology' })

export const insurance = z
  .strictObject({ insurer: text(120).optional(), policyNumber: text(60).optional(), until: date.optional() })
  .meta({ id: 'Insurance' })

/** Where an animal is at present. */
export const whereabouts = z
  .strictObject({ kind: z.enum(whereaboutsKinds), text: text(160).optional(), address: address.optional() })
  .meta({ id: 'Whereabouts' })
