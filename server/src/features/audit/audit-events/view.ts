import type { AuditEvent } from '@polyclinic/contract/audit/audit-events.ts'
import type { Let } from '../../support/public.ts'
import type { AuditRow } from './queries.ts'

const derived = new Set(['name_key', 'search_text'])

export const shownFields = (fields: readonly string[]) =>
  fields.filter((field) => !derived.has(field)).map((field) => field.replace(/_sealed$/, ''))

/** Why support was let in, by its access. */
export type Reasons = ReadonlyMap<string, Let>

export const supportOf = ({ support_id }: { support_id: string | null }, reasons: Reasons) =>
  support_id ? { support: { accessId: support_id, ...(reasons.get(support_id) ?? { reason: '' }) } } : {}

/** Which fields changed, never what they held. */
export function auditEventView(row: AuditRow, names: ReadonlyMap<string, string>, reasons: Reasons): AuditEvent {
  const accountName = row.account_id ? names.get(row.account_id) : undefined
  return {
    id: row.id,
    at: row.at,
    ...(row.account_id && { accountId: row.account_id }),
    ...(accountName && { accountName }),
    ...supportOf(row, reasons),
    action: row.action as AuditEvent['action'],
    subject: row.subject,
    subjectId: row.subject_id,
    ...(row.patient_id && { patientId: row.patient_id }),
    fields: shownFields(row.fields),
    ...(row.request_id && { requestId: row.request_id }),
  }
}
