import { existsSync } from 'node:fs'
import path from 'node:path'
import { features } from '../app.ts'
import type { TenantTx } from '../kit/db/tenant-tx.ts'
import type { BlobStore } from '../kit/storage/blobs.ts'
import type { FillDemo } from './filling.ts'
import { demoId } from './ids.ts'
import type { DemoOrganization } from './organizations/organization.ts'

const demoOf = (name: string) => path.join(import.meta.dirname, '../features', name, 'demo.ts')

export async function fill(tx: TenantTx, blobs: BlobStore, organization: DemoOrganization, now: number): Promise<void> {
  const id = (...name: string[]) => demoId(organization.slug, ...name)
  const filling = { tx, blobs, organization, now, id, patientIds: [] }
  for (const { name } of features) {
    if (!existsSync(demoOf(name))) continue
    const { fillDemo } = (await import(demoOf(name))) as { fillDemo: FillDemo }
    await fillDemo(filling)
  }
}
