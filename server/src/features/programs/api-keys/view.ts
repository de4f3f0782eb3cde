import type { ApiKey } from '@polyclinic/contract/programs/api-keys.ts'
import type { ApiKeyRow } from './queries.ts'

export function apiKeyView(row: ApiKeyRow): ApiKey {
  return {
    id: row.id,
    name: row.name,
    startsWith: row.starts_with,
    permissions: row.permissions,
    madeBy: { accountId: row.created_by, name: row.maker_name ?? '' },
    state: row.state,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    ...(row.last_used_at && { lastUsedAt: row.last_used_at }),
  }
}
