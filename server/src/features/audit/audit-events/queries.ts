import { sql, type RawBuilder } from 'kysely'
import { withinIds, type Span } from '../../../kit/db/ids.ts'
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
})

export type AuditRow = RowOf<typeof auditRow>

export interface AuditFilter extends Span {
  accountId?: string
  subject?: string
  patientId?: string
  /** Any of these. */
  actions?: readonly string[]
  scope: PatientScope
  limit: number
}

/**
 * Newest first: ids are made in the order of time (RFC 9562 §5.7). What stands in the chain is read by the index of what is
 * asked for; the few that still wait for it are read whole (audit_events_waiting), or the planner walks all others for them.
 */
const page = (
  conditions: RawBuilder<unknown>,
  { limit, actions, ...span }: Span & Pick<AuditFilter, 'actions' | 'limit'>,
): RawBuilder<unknown> => {
  const part = (events: RawBuilder<unknown>, state: RawBuilder<unknown>) => sql`
    (select ${auditRow.of('e')} from ${events} e where ${conditions} ${state} ${withinIds('e', span)}
      order by e.id desc limit ${limit})`
  const chained = actions
    ? actions.map((action) => part(sql`tenant.audit_events`, sql`and e.batch is not null and e.action = ${action}`))
    : [part(sql`tenant.audit_events`, sql`and e.batch is not null`)]
  const loose = part(sql`waiting`, actions ? sql`and e.action = any (${[...actions]}::text[])` : sql``)
  return sql`select * from (${sql.join([...chained, loose], sql` union all `)}) e order by e.id desc limit ${limit}`
}

const waiting = ({ organization }: TenantTx) => sql`
  waiting as materialized (
    select e.* from tenant.audit_events e where e.organization_id = ${organization.id} and e.batch is null)`

/** By audit_events_by_account, _by_subject, _by_patient or _by_action, else by the primary key. */
export const listEvents = (tx: TenantTx, { accountId, subject, patientId, scope, ...rest }: AuditFilter) =>
  tx.all(
    auditRow`with ${waiting(tx)} ${page(
      sql`e.organization_id = ${tx.organization.id}
      ${accountId ? sql`and e.account_id = ${accountId}` : sql``} ${subject ? sql`and e.subject = ${subject}` : sql``}
      ${patientId ? sql`and e.patient_id = ${patientId}` : sql``} ${seen(tx, scope)}`,
      rest,
    )}`,
  )

/** Events about no patient, and those about patients whom the caller sees. */
const seen = (tx: TenantTx, scope: PatientScope) =>
  scope
    ? sql`and (e.patient_id is null or exists (select from tenant.patients p
        where p.organization_id = e.organization_id and p.id = e.patient_id ${patients.within(tx, scope)}))`
    : sql``

export const findEvent = (tx: TenantTx, id: string, scope: PatientScope) =>
  tx.maybe(auditRow`
    select ${auditRow.of('e')} from tenant.audit_events e
    where e.organization_id = ${tx.organization.id} and e.id = ${id} ${seen(tx, scope)}`)

/** Undefined where the caller does not see the patient (audit_events_by_patient). */
export async function accessHistory(
  tx: TenantTx,
  patientId: string,
  { scope, before, limit }: Pick<AuditFilter, 'scope' | 'before' | 'limit'>,
): Promise<AuditRow[] | undefined> {
  // one row without an event stands for the patient itself
  const rows = await tx.all(leftJoined(auditRow)`
    with ${waiting(tx)} select e.* from tenant.patients p left join lateral (
      ${page(sql`e.organization_id = p.organization_id and e.patient_id = p.id`, { before, limit })}) e on true
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
