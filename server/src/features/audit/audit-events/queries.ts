import { sql, type RawBuilder } from 'kysely'
import { eventPage, waitingEvents, type PageOfEvents } from '../../../kit/audit/pages.ts'
import type { ControlTx, TenantTx } from '../../../kit/db/tenant-tx.ts'
import { patients, type PatientScope } from '../../patients/public.ts'
import { nullable, text, texts, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { leftJoined, type RowOf, shape } from '../../../kit/db/row.ts'

const auditRow = shape({
  id: uuid,
  at: timestamptz,
  account_id: nullable(uuid),
  action: text,
  subject: text,
  subject_id: text,
  patient_id: nullable(uuid),
  fields: texts,
  request_id: nullable(text),
  origin: nullable(text),
  reason: nullable(text),
  support_id: nullable(uuid),
})

export type AuditRow = RowOf<typeof auditRow>

export interface AuditFilter extends PageOfEvents {
  accountId?: string
  subject?: string
  patientId?: string
  scope: PatientScope
}

const page = (tx: TenantTx, conditions: RawBuilder<unknown>, asked: PageOfEvents): RawBuilder<unknown> =>
  eventPage({ ...placeOf(tx), columns: auditRow.of('e'), conditions }, asked)

const placeOf = ({ organization }: TenantTx) => ({ schema: 'tenant', organizationId: organization.id }) as const

/** By audit_events_by_account, _by_subject, _by_patient or _by_action, else by the primary key. */
export const listEvents = (tx: TenantTx, { accountId, subject, patientId, scope, ...rest }: AuditFilter) =>
  tx.all(
    auditRow`with ${waitingEvents(placeOf(tx))} ${page(
      tx,
      sql`${accountId ? sql`and e.account_id = ${accountId}` : sql``} ${subject ? sql`and e.subject = ${subject}` : sql``}
      ${patientId ? sql`and e.patient_id = ${patientId}` : sql``} ${seen(tx, scope)}`,
      rest,
    )}`,
  )

/** Events about no patient, and those about patients whom the caller sees. */
const seen = (tx: TenantTx, scope: PatientScope) =>
  scope
    ? sql`and (e.patient_id is null or exists (select from tenant.patients p
        where p.organization_id = e.organization_id and p.id = e.patient_id ${patients.withinEver(tx, scope)}))`
    : sql``

export const findEvent = (tx: TenantTx, id: string, scope: PatientScope) =>
  tx.maybe(auditRow`
    select ${auditRow.of('e')} from tenant.audit_events e
    where e.organization_id = ${tx.organization.id} and e.id = ${id} ${seen(tx, scope)}`)

/** Of a record and those that were merged into it; undefined where the caller does not see the patient (audit_events_by_patient). */
export async function accessHistory(
  tx: TenantTx,
  patientId: string,
  { scope, before, limit }: Pick<AuditFilter, 'scope' | 'before' | 'limit'>,
): Promise<AuditRow[] | undefined> {
  // one row without an event stands for the patient itself
  const rows = await tx.all(leftJoined(auditRow)`
    with ${waitingEvents(placeOf(tx))} select e.* from tenant.patients p left join lateral (
      ${page(tx, sql`and e.patient_id = any (${patients.recordsOf})`, { before, limit })}) e on true
    where p.organization_id = ${tx.organization.id} and p.id = ${patientId} ${patients.within(tx, scope)} order by e.id desc`)
  return rows.length === 0 ? undefined : rows.filter((row) => row.id !== null)
}

/** Names of oneself and of colleagues; policies hide everybody else's. */
export async function accountNames(control: ControlTx, accountIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await control.all(
    shape({
      id: uuid,
      name: text,
    })`select a.id, a.name from control.accounts a where a.id = any (${[...accountIds]}::uuid[])`,
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
