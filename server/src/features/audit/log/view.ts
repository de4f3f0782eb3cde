import type { LogEntry } from '@polyclinic/contract/audit/log.ts'
import { logActions } from '@polyclinic/contract/audit/log-words.ts'
import type { AuditRow } from '../audit-events/queries.ts'
import type { ControlEventRow } from '../../organizations/public.ts'
import { shownFields, supportOf, type Reasons } from '../audit-events/view.ts'
import { sourceOf } from './rules.ts'

type Action = LogEntry['action']

const asAction = (action: string): Action => logActions.find((one) => one === action) ?? 'update'

const origins = ['web', 'api', 'key', 'app', 'link', 'job'] as const

/** `key:<id>` → `key` */
function originOf(origin: string | null): LogEntry['origin'] {
  const [kind] = origin?.split(':') ?? []
  return origins.find((one) => one === kind)
}

export interface Names {
  accounts: ReadonlyMap<string, string>
  patients: ReadonlyMap<string, string>
  reasons: Reasons
}

export function recordEntry(row: AuditRow, { accounts, patients, reasons }: Names): LogEntry {
  const [accountName, patientName] = [accounts.get(row.account_id ?? ''), patients.get(row.patient_id ?? '')]
  return {
    id: row.id,
    at: row.at,
    source: sourceOf(row.action),
    ...(row.account_id && { accountId: row.account_id }),
    ...(accountName && { accountName }),
    ...supportOf(row, reasons),
    ...from(row),
    action: asAction(row.action),
    subject: row.subject,
    subjectId: row.subject_id,
    ...(row.patient_id && { patient: { id: row.patient_id, ...(patientName && { name: patientName }) } }),
    ...(row.reason && { reason: row.reason }),
    fields: shownFields(row.fields),
  }
}

export const securityEntry = (row: ControlEventRow, reasons: Reasons): LogEntry => ({
  id: row.id,
  at: row.at,
  source: 'security',
  ...(row.account_id && { accountId: row.account_id }),
  ...(row.account_name && { accountName: row.account_name }),
  ...supportOf(row, reasons),
  ...from(row),
  action: asAction(row.action),
  subject: row.subject,
  subjectId: row.subject_id,
  fields: shownFields(row.fields),
  ...(typeof row.details?.kind === 'string' && { kind: row.details.kind }),
  ...(typeof row.details?.times === 'number' && { times: row.details.times }),
})

function from(row: { origin: string | null; request_id: string | null }) {
  const origin = originOf(row.origin)
  return { ...(origin && { origin }), ...(row.request_id && { requestId: row.request_id }) }
}
