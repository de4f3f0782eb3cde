import { z } from 'zod'
import { abilities } from '../kit/ability.ts'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { wrong } from '../kit/problem.ts'
import { lines, slug } from '../kit/text.ts'
import { date } from '../kit/time.ts'
import { alertKinds, alertPriorities } from './alert-kinds.ts'

const author = z.object({ id, name: z.string().optional() })

export const alert = z
  .object({
    id,
    patientId: id,
    kind: z.enum(alertKinds),
    priority: z.enum(alertPriorities),
    text: z.string(),
    /** Days of the organization's zone, the last one included. */
    from: z.string(),
    until: z.string().optional(),
    /** Whether it stands in the banner today. */
    isShown: z.boolean(),
    ended: z.object({ at: z.string(), by: author }).optional(),
    recordedBy: author,
    recordedAt: z.string(),
    version: z.int(),
    abilities: abilities('update', 'end'),
  })
  .meta({ id: 'PatientAlert' })

export type Alert = z.infer<typeof alert>

const endsFirst = { ...wrong('lies before the first day', 'ends-first'), path: ['until'] }
const isInOrder = ({ from, until }: { from?: string; until?: string | null }) => !from || !until || until >= from

const newAlert = z
  .strictObject({
    kind: z.enum(alertKinds),
    /** Normal unless told. */
    priority: z.enum(alertPriorities).optional(),
    text: lines(300),
    /** Today unless told. */
    from: date.optional(),
    until: date.optional(),
  })
  .refine(isInOrder, endsFirst)
  .meta({
    id: 'NewPatientAlert',
    examples: [{ kind: 'behaviour', priority: 'high', text: 'Bites when touched at the ears' }],
  })

const alertChange = z
  .strictObject({
    kind: z.enum(alertKinds).optional(),
    priority: z.enum(alertPriorities).optional(),
    text: lines(300).optional(),
    from: date.optional(),
    until: date.nullable().optional(),
  })
  .refine(isInOrder, endsFirst)
  .meta({ id: 'PatientAlertChange' })

export type NewAlert = z.infer<typeof newAlert>
export type AlertChange = z.infer<typeof alertChange>

const params = { organization: slug, id }

export const alertRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/patients/{id}/alerts',
    summary:
      'Alerts of a patient, those that are over included; clinical ones for those who read charts. The read is recorded',
    permission: 'patients.read',
    params,
    output: z.object({ items: z.array(alert) }),
  }),
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/patients/{id}/alerts',
    summary: 'Add an alert; a clinical one asks for the right to write charts',
    permission: 'patients.write',
    status: 201,
    params,
    body: newAlert,
    output: alert,
    errors: ['key-reused'],
  }),
  update: operation({
    method: 'PATCH',
    path: '/organizations/{organization}/alerts/{id}',
    summary: 'Change an alert that has not ended',
    permission: 'patients.write',
    params,
    body: alertChange,
    output: alert,
    errors: ['wrong-state'],
  }),
  end: operation({
    method: 'POST',
    path: '/organizations/{organization}/alerts/{id}/end',
    summary: 'End an alert: it leaves the banner, and stays with who ended it and when',
    permission: 'patients.write',
    status: 201,
    ifMatch: 'honoured',
    params,
    output: alert,
    errors: ['wrong-state', 'key-reused'],
  }),
}
