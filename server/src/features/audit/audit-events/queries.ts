import { sql, type RawBuilder } from 'kysely'
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
})

export type AuditRow = RowOf<typeof auditRow>

interface AuditFilter {
  accountId?: string
  subject?: string
  scope: PatientScope
  before?: string
  limit: number
}

/**
 * Newest first: ids are made in the order of time (RFC 9562 §5.7). What stands in the chain is read by the index of what is
 * asked for, the few that still wait for it by theirs (audit_events_waiting).
 */
const page = (conditions: RawBuilder<unknown>, before: string | undefined, limit: number): RawBuilder<unknown> => {
  const half = (state: RawBuilder<unknown>) => sql`
    (select ${auditRow.of('e')} from tenant.audit_events e where ${conditions} and ${state}
      ${before ? sql`and e.id < ${before}` : sql``} order by e.id desc limit ${limit})`
  return sql`select * from (${half(sql`e.batch is not null`)} union all ${half(sql`e.batch is null`)}) e
    order by e.id desc limit ${limit}`
}

/** By account: audit_events_by_account; by subject: audit_events_by_subject; else by the primary key. */
export const listEvents = (tx: TenantTx, { accountId, subject, scope, before, limit }: AuditFilter) =>
  tx.all(
    auditRow`${page(
      sql`e.organization_id = ${tx.organization.id}
      ${accountId ? sql`and e.account_id = ${accountId}` : sql``} ${subject ? sql`and e.subject = ${subject}` : sql``}
      ${
        scope
          ? sql`and (e.patient_id is null or exists (select from tenant.patients p
              where p.organization_id = e.organization_id and p.id = e.patient_id ${patients.within(tx, scope)}))`
          : sql``
      }`,
      before,
      limit,
    )}`,
  )

/** Undefined where the caller does not see the patient (audit_events_by_patient). */
export async function accessHistory(
  tx: TenantTx,
  patientId: string,
  { scope, before, limit }: AuditFilter,
): Promise<AuditRow[] | undefined> {
  // one row without an event stands for the patient itself
  const rows = await tx.all(leftJoined(auditRow)`
    select e.* from tenant.patients p left join lateral (
      ${page(sql`e.organization_id = p.organization_id and e.patient_id = p.id`, before, limit)}) e on true
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
