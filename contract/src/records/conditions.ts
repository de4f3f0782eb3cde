import { z } from 'zod'
import { abilities } from '../kit/ability.ts'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { isPartialDate } from '../kit/partial-date.ts'
import { wrong } from '../kit/problem.ts'
import { note, slug, text } from '../kit/text.ts'
import { coding } from './codes.ts'
import { bodySides, conditionStatuses, severities, verifications } from './condition-words.ts'
import './problems.ts'

/** As much as is known: `2024`, `2024-06` or `2024-06-15` (FHIR date). */
export const partialDate = z.string().refine(isPartialDate, wrong('is no date from 1800 to 2199', 'date'))

/** A problem of a patient (FHIR Condition). */
export const condition = z
  .object({
    id,
    patientId: id,
    code: z.object({ system: z.string(), code: z.string() }).optional(),
    text: z.string(),
    status: z.enum(conditionStatuses),
    verification: z.enum(verifications),
    severity: z.enum(severities).optional(),
    bodySide: z.enum(bodySides).optional(),
    onset: z.string().optional(),
    abatement: z.string().optional(),
    note: z.string().optional(),
    /** What the patient died of; there may be several, one leading to the other. */
    isCauseOfDeath: z.boolean(),
    recordedAt: z.string(),
    /** The account that recorded it. */
    recordedBy: id.optional(),
    version: z.int(),
    abilities: abilities('update'),
  })
  .meta({ id: 'Condition' })

export type Condition = z.infer<typeof condition>

const words = text(300)
const remark = note(2000)

export const newCondition = z
  .strictObject({
    code: coding.optional(),
    /** In the clinic's own words; the title of the code unless told. */
    text: words.optional(),
    status: z.enum(conditionStatuses).optional(),
    verification: z.enum(verifications).optional(),
    severity: z.enum(severities).optional(),
    bodySide: z.enum(bodySides).optional(),
    onset: partialDate.optional(),
    abatement: partialDate.optional(),
    note: remark.optional(),
    isCauseOfDeath: z.boolean().optional(),
  })
  .refine((value) => value.code !== undefined || value.text !== undefined, {
    ...wrong('needs a code or words', 'required'),
    path: ['text'],
  })
  .meta({
    id: 'NewCondition',
    examples: [{ code: { system: 'icd-10-cm', code: 'M54.50' }, text: 'Low back pain', onset: '2026-03' }],
  })

/** What is not named stays; null empties. */
export const conditionChange = z
  .strictObject({
    code: coding.nullable().optional(),
    text: words.optional(),
    status: z.enum(conditionStatuses).optional(),
    verification: z.enum(verifications).optional(),
    severity: z.enum(severities).nullable().optional(),
    bodySide: z.enum(bodySides).nullable().optional(),
    onset: partialDate.nullable().optional(),
    abatement: partialDate.nullable().optional(),
    note: remark.nullable().optional(),
    isCauseOfDeath: z.boolean().optional(),
  })
  .meta({ id: 'ConditionChange' })

const params = { organization: slug, id }

export const conditionList = z.object({ items: z.array(condition) })

export const conditionRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/patients/{id}/conditions',
    summary: 'A patient’s problems, active ones first; the read is recorded',
    permission: 'charts.read',
    params,
    output: conditionList,
  }),
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/patients/{id}/conditions',
    summary: 'Record a problem of a patient, by a code or in words',
    permission: 'charts.write',
    status: 201,
    params,
    body: newCondition,
    output: condition,
    errors: ['key-reused'],
  }),
  update: operation({
    method: 'PATCH',
    path: '/organizations/{organization}/conditions/{id}',
    summary: 'Change a problem; what was entered in error is marked so, and stays',
    permission: 'charts.write',
    params,
    body: conditionChange,
    output: condition,
  }),
}
