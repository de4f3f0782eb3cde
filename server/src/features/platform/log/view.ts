import type { PlatformLogEntry } from '@polyclinic/contract/platform/log.ts'
import type { LogRow } from './queries.ts'

export function logView(row: LogRow): PlatformLogEntry {
  const { id, at, act, account_id, organization_id, operator_id, about, reason } = row
  return {
    id,
    at,
    act,
    ...(account_id && { by: { accountId: account_id, name: row.account_name ?? '' } }),
    ...(organization_id && {
      organization: { id: organization_id, slug: row.slug ?? '', name: row.organization_name ?? '' },
    }),
    ...(operator_id && { operator: { accountId: operator_id, name: row.operator_name ?? '' } }),
    ...(about && { about }),
    ...(reason && { reason }),
  }
}
