import { z } from 'zod'
import { abilities } from '../kit/ability.ts'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { note, slug, text } from '../kit/text.ts'
import { date } from '../kit/time.ts'
import { achievements, goalStatuses } from './goal-words.ts'
import { outcomeMeasure } from './outcomes.ts'
import './problems.ts'

/** What a patient wants to reach (FHIR Goal). */
export const goal = z
  .object({
    id,
    patientId: id,
    text: z.string(),
    status: z.enum(goalStatuses),
    achievement: z.enum(achievements),
    dueOn: z.string().optional(),
    measure: outcomeMeasure.optional(),
    /** The score of the measure that is to be reached. */
    threshold: z.number().optional(),
    note: z.string().optional(),
    recordedAt: z.string(),
    recordedBy: id.optional(),
    version: z.int(),
    abilities: abilities('update'),
  })
  .meta({ id: 'Goal' })

export type Goal = z.infer<typeof goal>

const words = text(300)
const remark = note(2000)
const threshold = z.number().min(-1000).max(100_000)

export const newGoal = z
  .strictObject({
    text: words,
    status: z.enum(goalStatuses).optional(),
    achievement: z.enum(achievements).optional(),
    dueOn: date.optional(),
    measure: outcomeMeasure.optional(),
    threshold: threshold.optional(),
    note: remark.optional(),
  })
  .meta({ id: 'NewGoal', examples: [{ text: 'Climb the stairs without a rail', dueOn: '2027-03-01' }] })

/** What is not named stays; null empties. */
export const goalChange = z
  .strictObject({
    text: words.optional(),
    status: z.enum(goalStatuses).optional(),
    achievement: z.enum(achievements).optional(),
    dueOn: date.nullable().optional(),
    measure: outcomeMeasure.nullable().optional(),
    threshold: threshold.nullable().optional(),
    note: remark.nullable().optional(),
  })
  .meta({ id: 'GoalChange' })

const params = { organization: slug, id }

export const goalList = z.object({ items: z.array(goal) })

export const goalRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/patients/{id}/goals',
    summary: 'A patient’s goals, active ones first; the read is recorded',
    permission: 'charts.read',
    params,
    output: goalList,
  }),
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/patients/{id}/goals',
    summary: 'Record a goal of a patient',
    permission: 'charts.write',
    status: 201,
    params,
    body: newGoal,
    output: goal,
    errors: ['key-reused'],
  }),
  update: operation({
    method: 'PATCH',
    path: '/organizations/{organization}/goals/{id}',
    summary: 'Change a goal, or say how far it is reached',
    permission: 'charts.write',
    params,
    body: goalChange,
    output: goal,
  }),
}
