import { sql } from 'kysely'
import type { Brand } from '@polyclinic/contract/kit/brand/look.ts'
import type { ControlTx, TenantTx } from '../../../kit/db/tenant-tx.ts'
import { requireVersion } from '../../../kit/db/versioned.ts'
import { refuseField } from '../../../kit/http/refusal.ts'
import type { BlobStore } from '../../../kit/storage/blobs.ts'
import { pngWithin, type Picture } from '../../../kit/storage/pictures.ts'
import { files } from '../../files/public.ts'
import { knownClinics } from '../clinics/queries.ts'
import { brandChanged } from '../events.ts'
import { findBrand, findLook } from './queries.ts'

/** Answers the version of the look. */
export async function changeBrand(tx: TenantTx, brand: Brand, expectedVersion?: number): Promise<number> {
  const ids = Object.keys(brand.clinics)
  const known = await knownClinics(tx, ids)
  const unknown = ids.findIndex((id) => !known.has(id))
  if (unknown >= 0) throw refuseField(`clinics.${unknown}.clinicId`, 'unknown', 'is not known here')
  await tx.run(sql`
    insert into tenant.brands (organization_id) values (${tx.organization.id}) on conflict do nothing`)
  const version = (await findLook(tx, { lock: true }))?.look_version ?? 0
  requireVersion(version, expectedVersion)
  await tx.run(sql`
    update tenant.brands set look = ${JSON.stringify(brand)}::jsonb, look_version = look_version + 1
    where organization_id = ${tx.organization.id}`)
  tx.announce(brandChanged, {})
  return version + 1
}

export interface Shown {
  logoFileId: string | null
  brand: Brand
}

export const plainBrand: Brand = { own: {}, clinics: {} }

/** What the control database is to say of the organization: a logo only once it can be shown. */
export async function shownBrand(tx: TenantTx): Promise<Shown> {
  const row = await findBrand(tx)
  const fileId = row?.logo_file_id ?? null
  return { logoFileId: fileId && (await files.isKept(tx, fileId)) ? fileId : null, brand: row?.look ?? plainBrand }
}

export const mirrorBrand = (control: ControlTx, organizationId: string, { logoFileId, brand }: Shown) =>
  control.run(sql`
    update control.organizations set logo_file_id = ${logoFileId}, brand = ${JSON.stringify(brand)}::jsonb
    where id = ${organizationId} and (logo_file_id is distinct from ${logoFileId} or brand <> ${JSON.stringify(brand)}::jsonb)`)

/** The logo as it stands in mails and documents, and as an icon; undefined where none can be shown to whoever asks. */
export async function readLogo(
  tx: TenantTx,
  blobs: BlobStore,
  size: Parameters<typeof pngWithin>[2] = { side: 192, fit: 'inside' },
): Promise<Picture | undefined> {
  const answer = await files.readUsed(tx, blobs, (await findBrand(tx))?.logo_file_id ?? null)
  if (!answer) return undefined
  const chunks: Uint8Array[] = []
  for await (const chunk of answer.open(0, answer.size - 1)) chunks.push(chunk)
  return pngWithin(Buffer.concat(chunks), answer.type, size)
}
