import type { Link } from '@polyclinic/contract/patients/links.ts'
import type { LinkRow } from './queries.ts'

export const linkView = (row: LinkRow, names: ReadonlyMap<string, string>): Link => ({
  patientId: row.patient_id,
  accountId: row.account_id,
  name: names.get(row.account_id) ?? '',
  relation: row.relation,
  ...(row.guardian_id && { guardianId: row.guardian_id }),
  permissions: row.permissions as Link['permissions'],
  since: row.since,
  state: row.blocked_at || row.is_kept_out ? 'blocked' : row.is_expired ? 'expired' : 'open',
  ...(row.expires_at && { expiresAt: row.expires_at }),
  ...(row.blocked_at && row.blocked_reason && { blocked: { at: row.blocked_at, reason: row.blocked_reason } }),
  version: row.version,
})
