import { z } from 'zod'
import { abilities } from '../kit/ability.ts'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { note, slug, text } from '../kit/text.ts'
import { instant } from '../kit/time.ts'
import { recordStatuses } from './condition-words.ts'
import { outcomeMeasureKeys } from './outcome-measures.ts'
import './problems.ts'

export const outcomeMeasure = z.enum(outcomeMeasureKeys).meta({ id: 'OutcomeMeasure' })

const activity = z.strictObject({ text: text(120), value: z.int() })

/** A filled in outcome measure (FHIR QuestionnaireResponse with its score as an Observation). */
export const outcome = z
  .object({
    id,
    patientId: id,
    measure: outcomeMeasure,
    side: z.enum(['left', 'right']).optional(),
    score: z.number(),
    answers: z.array(z.int().nullable()).optional(),
    activities: z.array(z.object({ text: z.string(), value: z.number() })).optional(),
    measuredAt: z.string(),
    status: z.enum(recordStatuses),
    note: z.string().optional(),
    recordedAt: z.string(),
    recordedBy: id.optional(),
    version: z.int(),
    abilities: abilities('update'),
  })
  .meta({ id: 'Outcome' })

export type Outcome = z.infer<typeof outcome>

export const newOutcome = z
  .strictObject({
    measure: outcomeMeasure,
    side: z.enum(['left', 'right']).optional(),
    /** Of measures that are one number or the total of a form. */
    score: z.number().optional(),
    /** One for each item, null where it was not answered; the score is computed. */
    answers: z.array(z.int().nullable()).max(60).optional(),
    /** What the patient finds hard, each from 0 to 10; the score is the mean. */
    activities: z.array(activity).max(5).optional(),
    /** Now unless told. */
    measuredAt: instant.optional(),
    note: note(500).optional(),
  })
  .meta({ id: 'NewOutcome', examples: [{ measure: 'nprs', score: 6 }] })

/** Of what was counted or examined once: it can be marked as entered in error, and remarked on. */
export const recordChange = z
  .strictObject({ status: z.enum(recordStatuses).optional(), note: note(500).nullable().optional() })
  .meta({ id: 'RecordChange' })

export type RecordChange = z.infer<typeof recordChange>

const params = { organization: slug, id }

export const outcomeRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/patients/{id}/outcomes',
    summary: 'Outcome measures of a patient, the newest first; the read is recorded',
    permission: 'charts.read',
    params,
    query: { ...pageQuery, measure: outcomeMeasure.optional() },
    output: pageOf(outcome),
  }),
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/patients/{id}/outcomes',
    summary: 'Record an outcome measure; its score is computed by its own rule',
    permission: 'charts.write',
    status: 201,
    params,
    body: newOutcome,
    output: outcome,
    errors: ['key-reused'],
  }),
  update: operation({
    method: 'PATCH',
    path: '/organizations/{organization}/outcomes/{id}',
    summary: 'Mark an outcome measure as entered in error, or take that back; answers are never changed',
    permission: 'charts.write',
    params,
    body: recordChange,
    output: outcome,
  }),
}
