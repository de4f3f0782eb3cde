import type { App } from '@polyclinic/contract/programs/apps.ts'
import type { AppRow } from './queries.ts'

export function appView(row: AppRow): App {
  return {
    id: row.id,
    name: row.name,
    redirectUris: row.redirect_uris,
    scopes: row.scopes,
    isConfidential: row.is_confidential,
    createdAt: row.created_at,
    ...(row.last_used_at && { lastUsedAt: row.last_used_at }),
  }
}
