import { z } from 'zod'
import { abilities } from '../kit/ability.ts'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { lines, slug } from '../kit/text.ts'
import { requestKinds, requestStates } from './obstacles.ts'
import { author } from './restrictions.ts'

export const rightsRequest = z
  .object({
    id,
    patient: z.object({ id, name: z.string() }),
    kind: z.enum(requestKinds),
    state: z.enum(requestStates),
    /** What is said to be wrong, or why it is to be erased. */
    about: z.string().optional(),
    /** Of a correction: what is right. */
    right: z.string().optional(),
    askedAt: z.string(),
    askedBy: author,
    /** By the account of the patient or of who answers for it, not at the desk. */
    byAccount: z.boolean(),
    /** A month after it was asked (GDPR 12). */
    dueOn: z.string(),
    answer: z.object({ at: z.string(), by: author, reason: z.string().optional() }).optional(),
    abilities: abilities('answer'),
  })
  .meta({ id: 'RightsRequest' })

export type RightsRequest = z.infer<typeof rightsRequest>

const params = { organization: slug, id }
const correction = { about: lines(2000), right: lines(2000) }

export const newRightsRequest = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('correction'), ...correction }),
    z.strictObject({ kind: z.literal('erasure'), about: lines(2000).optional() }),
  ])
  .meta({
    id: 'NewRightsRequest',
    examples: [{ kind: 'correction', about: 'Born on 3 May 1980', right: '5 March 1980' }],
  })

export type NewRightsRequest = z.infer<typeof newRightsRequest>

export const requestRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/rights-requests',
    summary: 'Open requests of patients about what is known of them; whichever is due first comes first',
    permission: 'patients.write',
    params: { organization: slug },
    query: pageQuery,
    output: pageOf(rightsRequest),
  }),
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/patients/{id}/rights-requests',
    summary: 'Write down that a patient asks for something to be put right, or to be erased',
    permission: 'patients.write',
    status: 201,
    params,
    body: newRightsRequest,
    output: rightsRequest,
    errors: ['key-reused'],
  }),
  answer: operation({
    method: 'POST',
    path: '/organizations/{organization}/rights-requests/{id}/answer',
    summary:
      'Accept or refuse a request; an erasure that is accepted is done within minutes, and asks for what erasing asks for',
    permission: 'patients.write',
    params,
    body: z.strictObject({ accepted: z.boolean(), reason: lines(2000).optional() }).meta({
      id: 'RightsAnswer',
      examples: [{ accepted: false, reason: 'The laboratory confirmed the value' }],
    }),
    output: rightsRequest,
    errors: ['wrong-state', 'shared-by-clinics', 'key-reused'],
  }),
  ask: operation({
    method: 'POST',
    path: '/organizations/{organization}/own-patients/{id}/corrections',
    summary: 'Ask, as the patient or who answers for it, that something be put right; at most five are open at once',
    permission: 'linked',
    status: 201,
    params,
    body: z.strictObject(correction).meta({
      id: 'NewCorrection',
      examples: [{ about: 'My address', right: 'Hafenweg 3, 24103 Kiel' }],
    }),
    output: z.object({ id, dueOn: z.string() }).meta({ id: 'AskedCorrection' }),
    errors: ['wrong-state', 'key-reused'],
  }),
}
