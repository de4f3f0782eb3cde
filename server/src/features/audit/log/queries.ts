import { sql } from 'kysely'
import { heldRow } from '../../../kit/audit/held.ts'
import { personInRecords } from '../../../kit/audit/store.ts'
import { text, uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import type { ControlTx, TenantTx } from '../../../kit/db/tenant-tx.ts'
import { patients, type PatientScope } from '../../patients/public.ts'

/** Names of patients whom the caller sees; whoever was erased has none. */
export async function patientNames(
  tx: TenantTx,
  ids: readonly string[],
  scope: PatientScope,
): Promise<Map<string, string>> {
  const rows = await tx.all(shape({ id: uuid, name: text })`
    select p.id, concat_ws(' ', ${patients.calledName}, p.family_name) as name from tenant.patients p
    where p.organization_id = ${tx.organization.id} and p.id = any (${[...ids]}::uuid[])
      and p.erased_at is null ${patients.withinEver(tx, scope)}`)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** What an event held; of one about a patient, only together with the note that the caller looked at it there. */
export const findHeld = (tx: TenantTx, eventId: string, patientId: string | null, scope: PatientScope) =>
  patientId
    ? tx.maybe(heldRow`
        with ${patients.openChart(tx, patients.standsFor(tx, patientId), scope, 'audit-log')}
        select ${heldRow.of('e', { person: personInRecords })}
        from opened o join tenant.audit_events e on e.organization_id = ${tx.organization.id}
          and e.patient_id = ${patientId} and e.id = ${eventId}`)
    : tx.maybe(heldRow`
        select ${heldRow.of('e', { person: personInRecords })} from tenant.audit_events e
        where e.organization_id = ${tx.organization.id} and e.id = ${eventId} and e.patient_id is null`)

/** What an event about members, rights or sign-ins held. */
export const findSecurityHeld = (control: ControlTx, organizationId: string, eventId: string) =>
  control.maybe(heldRow`
    select ${heldRow.of('e', { person: sql`e.person_id::text` })} from control.audit_events e
    where e.organization_id = ${organizationId} and e.id = ${eventId}`)
