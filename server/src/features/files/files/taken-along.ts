import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import type { BlobStore } from '../../../kit/storage/blobs.ts'
import { listKeptFiles, listParts } from './queries.ts'
import { contentOf, factsOf, sealedFileOf, type FileTakenAlong } from './view.ts'

/** Files of the organization behind that one, by id, for whoever takes everything along. */
export async function listToTakeAlong(
  tx: TenantTx,
  blobs: BlobStore,
  after: string | undefined,
  limit: number,
): Promise<FileTakenAlong[]> {
  const taken: FileTakenAlong[] = []
  for (const row of await listKeptFiles(tx, after, limit)) {
    const file = sealedFileOf(tx.organization.id, tx.sealer, row)
    const content = contentOf(blobs, file, await listParts(tx, row.id))
    taken.push({ id: row.id, name: factsOf(tx.sealer, row).name, size: row.size, content })
  }
  return taken
}
