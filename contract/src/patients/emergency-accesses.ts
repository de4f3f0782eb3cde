import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { lines, searchText, slug } from '../kit/text.ts'

export const emergencyAccess = z
  .object({
    id,
    patient: z.object({ id, name: z.string() }),
    account: z.object({ id, name: z.string() }),
    reason: z.string(),
    grantedAt: z.string(),
    expiresAt: z.string(),
    endedAt: z.string().optional(),
  })
  .meta({ id: 'EmergencyAccess' })

export type EmergencyAccess = z.infer<typeof emergencyAccess>

export const emergencyAccessRoutes = {
  candidates: operation({
    method: 'GET',
    path: '/organizations/{organization}/emergency-candidates',
    summary:
      'Patients whom the caller does not see otherwise, by name and birth date, at most five; the look is recorded',
    permission: 'patients.emergency',
    params: { organization: slug },
    query: { search: searchText().min(3) },
    output: z.object({
      items: z.array(
        z.object({ id, name: z.string(), birthDate: z.string().optional(), species: z.string().optional() }),
      ),
    }),
  }),
  open: operation({
    method: 'POST',
    path: '/organizations/{organization}/emergency-accesses',
    summary: 'Open a patient’s record for 60 minutes, with a reason; the owners are told',
    permission: 'patients.emergency',
    untilClosed: true,
    status: 201,
    params: { organization: slug },
    body: z.strictObject({ patientId: id, reason: lines(500).pipe(z.string().min(10)) }),
    output: emergencyAccess,
    errors: ['key-reused'],
  }),
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/emergency-accesses',
    summary: 'Emergency accesses, newest first',
    permission: 'audit.read',
    params: { organization: slug },
    query: pageQuery,
    output: pageOf(emergencyAccess),
  }),
  end: operation({
    method: 'POST',
    path: '/organizations/{organization}/emergency-accesses/{id}/end',
    summary: 'End one’s own before its hour is over',
    permission: 'patients.emergency',
    untilClosed: true,
    params: { organization: slug, id },
    output: emergencyAccess,
    errors: ['wrong-state', 'key-reused'],
  }),
}
