import { sql } from 'kysely'
import type { ControlTx, TenantTx } from '../../../kit/db/tenant-tx.ts'
import { requireVersion } from '../../../kit/db/versioned.ts'
import { files } from '../../files/public.ts'
import { brandChanged } from '../events.ts'
import { findBrand } from './queries.ts'

/** Puts a picture in the place of the one before, which is deleted; null: none. */
export async function setLogo(tx: TenantTx, fileId: string | null, expectedVersion?: number): Promise<number> {
  await tx.run(sql`
    insert into tenant.brands (organization_id) values (${tx.organization.id}) on conflict do nothing`)
  const before = await findBrand(tx, { lock: true })
  requireVersion(before?.version ?? 1, expectedVersion)
  if (fileId !== null) await files.useFile(tx, fileId, 'logo', 'fileId')
  await writeLogo(tx, fileId)
  if (before?.logo_file_id) await files.discardFile(tx, before.logo_file_id)
  return (before?.version ?? 1) + 1
}

export async function writeLogo(tx: TenantTx, fileId: string | null): Promise<void> {
  await tx.run(sql`
    insert into tenant.brands (organization_id, logo_file_id) values (${tx.organization.id}, ${fileId})
    on conflict (organization_id) do update set logo_file_id = excluded.logo_file_id`)
  tx.announce(brandChanged, {})
}

export const mirrorLogo = (control: ControlTx, organizationId: string, fileId: string | null) =>
  control.run(sql`
    update control.organizations set logo_file_id = ${fileId}
    where id = ${organizationId} and logo_file_id is distinct from ${fileId}`)

export async function shownLogo(tx: TenantTx): Promise<string | null> {
  const fileId = (await findBrand(tx))?.logo_file_id ?? null
  return fileId && (await files.isKept(tx, fileId)) ? fileId : null
}
