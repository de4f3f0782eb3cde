import type { LogEntry, LogFilter } from '@polyclinic/contract/audit/log.ts'
import type { GivenInOrganization } from '../../../kit/http/steps.ts'
import { byteOrderMark, csvRows } from '../../../kit/text/csv.ts'
import { organizations, type ControlEventRow } from '../../organizations/public.ts'
import { patients } from '../../patients/public.ts'
import { accessReasons } from '../../support/public.ts'
import { accountNames, listEvents, type AuditRow } from '../audit-events/queries.ts'
import type { Reasons } from '../audit-events/view.ts'
import { patientNames } from './queries.ts'
import { header, lineOf, soughtBy } from './rules.ts'
import { recordEntry, securityEntry } from './view.ts'

export type Reader = Pick<
  GivenInOrganization<unknown>,
  'tenant' | 'sealer' | 'inTenant' | 'inControl' | 'can' | 'clinicIds' | 'accountId'
>

interface Page {
  /** Older than the entry of this id. */
  before?: string
  limit: number
}

/**
 * Entries of both databases, newest first by their ids, which are made in the order of time (RFC 9562 §5.7): what comes in
 * the meantime stands before all pages that were read.
 */
export async function readLog(reader: Reader, filter: LogFilter, page: Page): Promise<LogEntry[]> {
  const [records, security] = await Promise.all([ofRecords(reader, filter, page), ofSecurity(reader, filter, page)])
  const reasons = await supportReasons(reader, security)
  return [...(await recordEntries(reader, records)), ...security.map((row) => securityEntry(row, reasons))]
    .toSorted((a, b) => (a.id < b.id ? 1 : -1))
    .slice(0, page.limit)
}

async function ofRecords(reader: Reader, filter: LogFilter, page: Page): Promise<AuditRow[]> {
  const { records: actions } = soughtBy(filter)
  if (actions?.length === 0) return []
  const { accountId, patientId, from, to } = filter
  const asked = { accountId, patientId, from, to, actions, scope: patients.scopeOf(reader), ...page }
  return reader.inTenant('read', (tx) => listEvents(tx, asked))
}

async function ofSecurity(reader: Reader, filter: LogFilter, page: Page): Promise<ControlEventRow[]> {
  const { security: actions } = soughtBy(filter)
  if (actions?.length === 0) return []
  const { accountId, from, to } = filter
  const { organizationId } = reader.tenant
  const asked = { organizationId, accountId, from, to, actions, scope: reader.clinicIds, ...page }
  return reader.inControl('read', (control) => organizations.listControlEvents(control, reader.sealer, asked))
}

/** With names: of accounts from the control database, of patients for those who may read them. */
export async function recordEntries(reader: Reader, rows: readonly AuditRow[]): Promise<LogEntry[]> {
  const accountIds = idsIn(rows.map((row) => row.account_id))
  const patientIds = reader.can('patients.read') ? idsIn(rows.map((row) => row.patient_id)) : []
  const [accounts, names, reasons] = await Promise.all([
    accountIds.length ? reader.inControl('read', (control) => accountNames(control, accountIds)) : nobody,
    patientIds.length
      ? reader.inTenant('read', (tx) => patientNames(tx, patientIds, patients.scopeOf(reader)))
      : nobody,
    supportReasons(reader, rows),
  ])
  return rows.map((row) => recordEntry(row, { accounts, patients: names, reasons }))
}

/** Why support was let in, of what was done by it. */
async function supportReasons(reader: Reader, rows: readonly { support_id: string | null }[]): Promise<Reasons> {
  const ids = idsIn(rows.map((row) => row.support_id))
  if (ids.length === 0) return new Map()
  return reader.inControl('read', (control) => accessReasons(control, reader.tenant.organizationId, ids))
}

const nobody: ReadonlyMap<string, string> = new Map()

const idsIn = (ids: readonly (string | null)[]) => [...new Set(ids.filter((id) => id !== null))]

const rowsAtOnce = 500

/** All that a filter finds as CSV, read page by page while it is sent: never held whole, and no transaction stays open. */
export async function* logAsCsv(reader: Reader, filter: LogFilter): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder()
  yield bytes.encode(byteOrderMark + csvRows([header]))
  for (let before: string | undefined; ;) {
    const entries = await readLog(reader, filter, { before, limit: rowsAtOnce })
    if (entries.length > 0) yield bytes.encode(csvRows(entries.map(lineOf)))
    before = entries.at(-1)?.id
    if (entries.length < rowsAtOnce) return
  }
}
