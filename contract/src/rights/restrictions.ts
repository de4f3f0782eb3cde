import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { lines, slug } from '../kit/text.ts'

export const author = z.object({ id, name: z.string().optional() })

export const restriction = z
  .object({
    id,
    patientId: id,
    reason: z.string().optional(),
    since: z.string(),
    by: author,
    lifted: z.object({ at: z.string(), by: author }).optional(),
  })
  .meta({ id: 'PatientRestriction' })

export type Restriction = z.infer<typeof restriction>

const params = { organization: slug, id }

export const restrictionRoutes = {
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/patients/{id}/restrictions',
    summary: 'Restrict a patient (GDPR 18): hidden from everybody whose role opens no restricted records',
    permission: 'patients.restricted',
    reach: 'organization',
    status: 201,
    params,
    body: z.strictObject({ reason: lines(1000) }).meta({
      id: 'NewPatientRestriction',
      examples: [{ reason: 'Disputes the diagnosis of May; until it is settled' }],
    }),
    output: restriction,
    errors: ['wrong-state', 'key-reused'],
  }),
  lift: operation({
    method: 'POST',
    path: '/organizations/{organization}/restrictions/{id}/lift',
    summary: 'Lift a restriction: everybody who saw the patient before does so again',
    permission: 'patients.restricted',
    reach: 'organization',
    params,
    output: restriction,
    errors: ['wrong-state', 'key-reused'],
  }),
}
