import { sql } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'

/** Whether what was mailed of an appointment since links to it were withdrawn last went to somebody who answers no longer at that time. */
export const isMailedToFormer = (tx: TenantTx, appointmentId: string, at: string) => sql`exists (
  select from tenant.appointments o
  join tenant.messages m on m.organization_id = o.organization_id and m.appointment_id = o.id and m.told is not null
    and m.claimed_at > coalesce(o.links_withdrawn_at, '-infinity')
  join tenant.patient_guardians l on l.organization_id = o.organization_id and l.patient_id = o.patient_id
    and l.guardian_id = m.recipient_id
  where o.organization_id = ${tx.organization.id} and o.id = ${appointmentId}
    and least(l.ends_at, l.blocked_at) <= ${at}::timestamptz)`
