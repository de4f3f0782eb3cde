import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { int, nullable, textOf, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

const mailedLinkRow = shape({
  id: uuid,
  purpose: textOf<'appointment'>(),
  created_at: timestamptz,
  expires_at: timestamptz,
  withdrawn_at: nullable(timestamptz),
  uses: int,
})

export type MailedLinkRow = RowOf<typeof mailedLinkRow>

/** Newest first: ids rise with time. */
export const listMailedLinks = (tx: TenantTx, appointmentId: string) =>
  tx.all(mailedLinkRow`
    select ${mailedLinkRow.of('l')} from tenant.links l
    where l.organization_id = ${tx.organization.id} and l.purpose = 'appointment' and l.subject_id = ${appointmentId}
    order by l.id desc`)

/**
 * A patient's appointments from the moment on in which a guardian answered no longer or was kept out; now, where the guardian was
 * taken off as if never there (appointments_by_patient).
 */
export const appointmentsAfterEnd = (tx: TenantTx, patientId: string, guardianId: string) =>
  tx.all(shape({ id: uuid })`
    select a.id from tenant.appointments a
    left join tenant.patient_guardians l on l.organization_id = a.organization_id and l.patient_id = a.patient_id
      and l.guardian_id = ${guardianId}
    where a.organization_id = ${tx.organization.id} and a.patient_id = ${patientId}
      and a.starts_at >= case when l.guardian_id is null then now() else least(l.ends_at, l.blocked_at) end`)
