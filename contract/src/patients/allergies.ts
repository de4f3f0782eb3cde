import { z } from 'zod'
import { abilities } from '../kit/ability.ts'
import { hour } from '../kit/durations.ts'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { firstDayOf, isPartialDate } from '../kit/partial-date.ts'
import { wrong } from '../kit/problem.ts'
import { note, slug, text } from '../kit/text.ts'
import { allergyTypes, clinicalStatuses, criticalities, reactionSeverities, verifications } from './allergy-states.ts'
import { substanceCategories } from './substances.ts'
import { shownSubstance, substanceCode } from './warnings.ts'
import './problems.ts'

/** Who wrote it; the name in lists alone. */
const author = z.object({ id, name: z.string().optional() })

const reaction = z.strictObject({ text: text(200), severity: z.enum(reactionSeverities).optional() })

export const allergy = z
  .object({
    id,
    patientId: id,
    substance: shownSubstance,
    category: z.enum(substanceCategories),
    type: z.enum(allergyTypes),
    criticality: z.enum(criticalities),
    clinicalStatus: z.enum(clinicalStatuses),
    verification: z.enum(verifications),
    reactions: z.array(z.object({ text: z.string(), severity: z.enum(reactionSeverities).optional() })),
    /** As much as is known: `2024`, `2024-06` or `2024-06-15`. */
    onset: z.string().optional(),
    note: z.string().optional(),
    recordedBy: author,
    recordedAt: z.string(),
    version: z.int(),
    abilities: abilities('update'),
  })
  .meta({ id: 'Allergy' })

export type Allergy = z.infer<typeof allergy>

const isOne = ({ code, text: words }: { code?: string; text?: string }) =>
  (code === undefined) !== (words === undefined)

const substance = z
  .strictObject({ code: substanceCode.optional(), text: text(120).optional() })
  .refine(isOne, { ...wrong('needs a code of the list, or words', 'required'), path: ['text'] })

const onset = z
  .string()
  .refine(isPartialDate, wrong('is no date from 1800 to 2199', 'date'))
  .refine(
    (date) => !isPartialDate(date) || Date.parse(firstDayOf(date)) <= Date.now() + 14 * hour,
    wrong('lies in the future', 'future'),
  )

const told = {
  substance,
  category: z.enum(substanceCategories),
  type: z.enum(allergyTypes),
  criticality: z.enum(criticalities),
  clinicalStatus: z.enum(clinicalStatuses),
  verification: z.enum(verifications),
  reactions: z.array(reaction).max(10),
}

const newAllergy = z
  .strictObject({
    substance: told.substance,
    category: told.category,
    /** An allergy unless told. */
    type: told.type.optional(),
    criticality: told.criticality,
    /** Active unless told. */
    clinicalStatus: told.clinicalStatus.optional(),
    /** Unconfirmed unless told. */
    verification: z.enum(['unconfirmed', 'confirmed', 'refuted']).optional(),
    reactions: told.reactions.optional(),
    onset: onset.optional(),
    note: note(2000).optional(),
  })
  .meta({
    id: 'NewAllergy',
    examples: [
      {
        substance: { code: 'penicillin' },
        category: 'medication',
        criticality: 'high',
        reactions: [{ text: 'hives', severity: 'moderate' }],
      },
    ],
  })

const allergyChange = z
  .strictObject({
    substance: told.substance.optional(),
    category: told.category.optional(),
    type: told.type.optional(),
    criticality: told.criticality.optional(),
    clinicalStatus: told.clinicalStatus.optional(),
    /** What was entered in error stays, and counts for nothing. */
    verification: told.verification.optional(),
    reactions: told.reactions.optional(),
    onset: onset.nullable().optional(),
    note: note(2000).nullable().optional(),
  })
  .meta({ id: 'AllergyChange' })

export type NewAllergy = z.infer<typeof newAllergy>
export type AllergyChange = z.infer<typeof allergyChange>

const allergies = z
  .object({
    items: z.array(allergy),
    /** When somebody asked last and heard that there are none, while nothing has been said against it. */
    noneKnown: z.object({ at: z.string(), by: author }).optional(),
  })
  .meta({ id: 'Allergies' })

export type Allergies = z.infer<typeof allergies>

const ofPatient = { organization: slug, id }

export const allergyRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/patients/{id}/allergies',
    summary: 'Allergies and intolerances of a patient, those of before included; the read is recorded',
    permission: 'charts.read',
    params: ofPatient,
    output: allergies,
  }),
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/patients/{id}/allergies',
    summary: 'Add an allergy; that none are known is over with it',
    permission: 'charts.write',
    status: 201,
    params: ofPatient,
    body: newAllergy,
    output: allergy,
    errors: ['key-reused'],
  }),
  update: operation({
    method: 'PATCH',
    path: '/organizations/{organization}/allergies/{id}',
    summary: 'Change an allergy, or say that it is over, refuted or was entered in error; nothing is deleted',
    permission: 'charts.write',
    params: ofPatient,
    body: allergyChange,
    output: allergy,
  }),
  inquire: operation({
    method: 'POST',
    path: '/organizations/{organization}/patients/{id}/allergy-inquiries',
    summary:
      'Somebody asked, and no allergy is known, which is refused while one is active; or that was said by mistake',
    permission: 'charts.write',
    status: 201,
    params: ofPatient,
    body: z.strictObject({ noneKnown: z.boolean() }).meta({ id: 'AllergyInquiry', examples: [{ noneKnown: true }] }),
    output: allergies,
    errors: ['wrong-state', 'key-reused'],
  }),
}
