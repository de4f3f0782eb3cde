import { z } from 'zod'
import { id } from '../../kit/ids.ts'
import { operation } from '../../kit/operation.ts'
import { wrong } from '../../kit/problem.ts'
import { slug } from '../../kit/text.ts'
import { date } from '../../kit/time.ts'
import { majorityDecisions } from './majority.ts'
import '../problems.ts'

const decision = z.enum(majorityDecisions)

/** Somebody has come of age, and others still answer for them as for a child. */
export const dueMajorityReview = z
  .object({
    patientId: id,
    name: z.string(),
    birthDate: z.string(),
    /** The day on which they came of age, by the law of the organization's country. */
    ofAgeOn: z.string(),
    guardians: z.array(z.object({ id, name: z.string() })),
    /** Whether the clinic holds an address of their own, to which a code can go. */
    hasEmail: z.boolean(),
  })
  .meta({ id: 'DueMajorityReview' })

export type DueMajorityReview = z.infer<typeof dueMajorityReview>

export const majorityReviewRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/majority-reviews',
    summary: 'Who has come of age within three years while others answer for them, the latest first; a hundred at most',
    permission: 'patients.write',
    params: { organization: slug },
    output: z.object({ items: z.array(dueMajorityReview) }),
  }),
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/majority-reviews',
    summary:
      'Decide what becomes of those who answered: they end, go on until a day, or leave it to the person’s own account',
    permission: 'patients.write',
    status: 201,
    params: { organization: slug },
    body: z
      .strictObject({
        patientId: id,
        decision,
        /** With consent: the last day. */
        until: date.optional(),
      })
      .refine(({ decision: decided, until }) => (decided === 'kept') === (until !== undefined), {
        ...wrong('belongs to those who go on answering', 'choice'),
        path: ['until'],
      })
      .meta({
        id: 'NewMajorityReview',
        examples: [{ patientId: '01980000-0000-7000-8000-000000000003', decision: 'kept', until: '2027-12-31' }],
      }),
    output: z.object({ id, patientId: id, decision, until: z.string().optional() }),
    errors: ['key-reused', 'already-exists', 'wrong-state'],
  }),
}
