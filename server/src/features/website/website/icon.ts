import { createHash } from 'node:crypto'
import { drawnIcon } from '@polyclinic/contract/kit/brand/icon.ts'
import type { BytesAnswer } from '@polyclinic/contract/kit/plain.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import type { BlobStore } from '../../../kit/storage/blobs.ts'
import type { Picture } from '../../../kit/storage/pictures.ts'
import { organizations } from '../../organizations/public.ts'
import type { findShownBrand } from './queries.ts'

/** The icon of an organization's pages: its logo as a square, else its initials on its accent; undefined where it shows nothing. */
export async function iconOf(
  tx: TenantTx,
  blobs: BlobStore,
  shown: Awaited<ReturnType<typeof findShownBrand>>,
): Promise<BytesAnswer | undefined> {
  if (!shown) return undefined
  const logo = shown.logo_file_id ? await organizations.readLogo(tx, blobs, { side: 64, fit: 'contain' }) : undefined
  if (logo) return inMemory('icon.png', logo)
  const content = Buffer.from(drawnIcon(tx.organization.name, shown.look?.own.accent))
  return inMemory('icon.svg', { content, type: 'image/svg+xml' })
}

const inMemory = (name: string, { content, type }: Picture): BytesAnswer => ({
  name,
  type,
  isShown: true,
  size: content.length,
  tag: createHash('sha256').update(content).digest('base64url').slice(0, 22),
  async *open(first, last) {
    yield content.subarray(first, last + 1)
  },
})
