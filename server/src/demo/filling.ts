import type { TenantTx } from '../kit/db/tenant-tx.ts'
import type { BlobStore } from '../kit/storage/blobs.ts'
import type { DemoOrganization } from './organizations/organization.ts'

/** An organization of the demo world while it is filled, feature by feature from the lowest up. */
export interface Filling {
  tx: TenantTx
  organization: DemoOrganization
  /** Where the bytes of files go. */
  blobs: BlobStore
  /** Milliseconds since the epoch: what is past and what is to come. */
  now: number
  /** The fixed id of a thing of this organization: `id('clinic', 'harbour')`. */
  id(...name: string[]): string
  /** Who was added, in this order. */
  patientIds: string[]
}

/** A feature's part of the demo world: its `demo.ts` exports it as `fillDemo`. */
export type FillDemo = (filling: Filling) => Promise<void>
