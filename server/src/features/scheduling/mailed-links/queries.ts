import { sql, type RawBuilder } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { bool, int, nullable, textOf, timestamptz, uuid } from '../../../kit/db/columns.ts'
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

/** `is_of_before`: a notice of it left and has no link as a row, so that it proves the appointment itself. */
const toWithdrawRow = shape({ id: uuid, is_of_before: bool })

export type ToWithdrawRow = RowOf<typeof toWithdrawRow>

const toWithdraw = sql`a.id, a.links_withdrawn_at is null
  and exists (select from tenant.messages s where s.organization_id = a.organization_id and s.appointment_id = a.id
    and s.state in ('sending', 'sent', 'failed'))
  and not exists (select from tenant.links k where k.organization_id = a.organization_id and k.purpose = 'appointment'
    and k.subject_id = a.id and k.withdrawn_at is null) as is_of_before`

/**
 * A patient's appointments from the moment on in which a guardian answered no longer or was kept out; now, where the guardian was
 * taken off as if never there (appointments_by_patient).
 */
export const appointmentsAfterEnd = (tx: TenantTx, patientId: string, guardianId: string) =>
  tx.all(toWithdrawRow`
    select ${toWithdraw} from tenant.appointments a
    left join tenant.patient_guardians l on l.organization_id = a.organization_id and l.patient_id = a.patient_id
      and l.guardian_id = ${guardianId}
    where a.organization_id = ${tx.organization.id} and a.patient_id = ${patientId}
      and a.starts_at >= case when l.guardian_id is null then now() else least(l.ends_at, l.blocked_at) end`)

/** An appointment, `a`, that is ahead and of which something was mailed, `m`, since links to it were withdrawn last. */
const isAheadAndMailed = (which: RawBuilder<unknown>) => sql`(a.starts_at > now() and exists (
  select from tenant.messages m where m.organization_id = a.organization_id and m.appointment_id = a.id
    and m.state in ('sending', 'sent', 'failed') and m.claimed_at > coalesce(a.links_withdrawn_at, '-infinity') and ${which}))`

/** A patient's appointments ahead of which something was mailed to a guardian. */
export const appointmentsMailedTo = (tx: TenantTx, patientId: string, guardianId: string) =>
  tx.all(toWithdrawRow`
    select ${toWithdraw} from tenant.appointments a
    where a.organization_id = ${tx.organization.id} and a.patient_id = ${patientId}
      and ${isAheadAndMailed(sql`m.recipient_id = ${guardianId}`)}`)

const isGuardianOf = (patientId: RawBuilder<unknown>) => sql`exists (
  select from tenant.patient_guardians l
  where l.organization_id = m.organization_id and l.patient_id = ${patientId} and l.guardian_id = m.recipient_id)`

/** Those of which something was mailed to another record, or to who answers for that one alone. */
export const appointmentsMailedToOther = (tx: TenantTx, patientId: string, otherId: string) =>
  tx.all(toWithdrawRow`
    select ${toWithdraw} from tenant.appointments a
    where a.organization_id = ${tx.organization.id} and a.patient_id = ${patientId}
      and ${isAheadAndMailed(sql`(m.recipient_id = ${otherId}
        or ${isGuardianOf(sql`${otherId}`)} and not ${isGuardianOf(sql`a.patient_id`)})`)}`)
