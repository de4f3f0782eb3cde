import { sql } from 'kysely'
import type { Website } from '@polyclinic/contract/website/website.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { requireVersion } from '../../../kit/db/versioned.ts'
import { websiteChanged } from '../events.ts'
import { findWebsite } from './queries.ts'

type Settings = Pick<Website, 'isPublic' | 'embedOrigins'>

export async function changeWebsite(tx: TenantTx, settings: Settings, expectedVersion?: number): Promise<void> {
  await tx.run(sql`
    insert into tenant.websites (organization_id) values (${tx.organization.id}) on conflict do nothing`)
  const before = await findWebsite(tx, { lock: true })
  requireVersion(before?.version ?? 1, expectedVersion)
  await tx.run(sql`
    update tenant.websites set is_public = ${settings.isPublic}, embed_origins = ${[...new Set(settings.embedOrigins)]}::text[]
    where organization_id = ${tx.organization.id}`)
  tx.announce(websiteChanged, {})
}
