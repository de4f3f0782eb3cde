import { sql, type RawBuilder } from 'kysely'
import type { ControlTx, TenantTx } from '../../../kit/db/tenant-tx.ts'
import { patients, type PatientScope } from '../../patients/public.ts'

export interface AuditRow {
  id: string
  at: string
  account_id: string | null
  action: string
  subject: string
  subject_id: string
  patient_id: string | null
  fields: string[]
  request_id: string | null
}

const shown = sql`e.id, e.at, e.account_id, e.action, e.subject, e.subject_id, e.patient_id, e.fields, e.request_id`

interface AuditFilter {
  accountId?: string
  subject?: string
  /** Absent: all patients. */
  scope: PatientScope
  before?: string
  most: number
}

/** Newest first: ids are made in the order of time (RFC 9562 §5.7). */
const page = (before: string | undefined, most: number): RawBuilder<unknown> =>
  sql`${before ? sql`and e.id < ${before}` : sql``} order by e.id desc limit ${most}`

export const listEvents = (tx: TenantTx, { accountId, subject, scope, before, most }: AuditFilter) =>
  tx.all(sql<AuditRow>`
    select ${shown} from tenant.audit_events e where e.organization_id = ${tx.organization.id}
      ${accountId ? sql`and e.account_id = ${accountId}` : sql``} ${subject ? sql`and e.subject = ${subject}` : sql``}
      ${
        scope
          ? sql`and (e.patient_id is null or exists (select from tenant.patients p
              where p.organization_id = e.organization_id and p.id = e.patient_id ${patients.within(tx, scope)}))`
          : sql``
      }
      ${page(before, most)}`)

/** Undefined where the caller does not see the patient (audit_events_by_patient). */
export async function accessHistory(
  tx: TenantTx,
  patientId: string,
  { scope, before, most }: AuditFilter,
): Promise<AuditRow[] | undefined> {
  // one row without an event stands for the patient itself
  const rows = await tx.all(sql<AuditRow | { id: null }>`
    select e.* from tenant.patients p left join lateral (
      select ${shown} from tenant.audit_events e where e.organization_id = p.organization_id
        and e.patient_id = p.id ${page(before, most)}) e on true
    where p.organization_id = ${tx.organization.id} and p.id = ${patientId} ${patients.within(tx, scope)} order by e.id desc`)
  return rows.length === 0 ? undefined : rows.filter((row) => row.id !== null)
}

/** Names of oneself and of colleagues; policies hide everybody else's. */
export async function accountNames(control: ControlTx, accountIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await control.all(
    sql<{
      id: string
      name: string
    }>`select a.id, a.name from control.accounts a where a.id = any (${[...accountIds]}::uuid[])`,
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
