import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { lines, slug } from '../kit/text.ts'
import { author } from './restrictions.ts'

export const legalHold = z
  .object({
    id,
    patientId: id,
    reason: z.string().optional(),
    since: z.string(),
    by: author,
    lifted: z.object({ at: z.string(), by: author, reason: z.string().optional() }).optional(),
  })
  .meta({ id: 'LegalHold' })

export type LegalHold = z.infer<typeof legalHold>

const params = { organization: slug, id }
const body = z.strictObject({ reason: lines(1000) })

export const legalHoldRoutes = {
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/patients/{id}/legal-holds',
    summary: 'Say that nothing of a patient is erased until the hold is lifted',
    permission: 'patients.erase',
    reach: 'organization',
    status: 201,
    params,
    body: body.meta({ id: 'NewLegalHold', examples: [{ reason: 'Claim of the insurer, file 4711' }] }),
    output: legalHold,
    errors: ['wrong-state', 'key-reused'],
  }),
  lift: operation({
    method: 'POST',
    path: '/organizations/{organization}/legal-holds/{id}/lift',
    summary: 'Lift a legal hold; an erasure that waited for it goes on',
    permission: 'patients.erase',
    reach: 'organization',
    params,
    body: body.meta({ id: 'LegalHoldLift', examples: [{ reason: 'Settled on 3 May' }] }),
    output: legalHold,
    errors: ['wrong-state', 'key-reused'],
  }),
}
