import { sql } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { documentColumns, documentRow, isWaitingFor, withFile, type DocumentReader } from '../documents/queries.ts'

interface Asked {
  /** The document that the page before ended with. */
  after?: string
  limit: number
}

/** What waits to be filed, the oldest first (document_references_inbox). */
export const listWaiting = (tx: TenantTx, reader: DocumentReader, { after, limit }: Asked) =>
  tx.all(documentRow`
    select ${documentColumns} from tenant.document_references d ${withFile}
    where d.organization_id = ${tx.organization.id} and ${isWaitingFor(tx, reader)} and d.status = 'current'
      and d.discarded_at is null
      ${
        after
          ? sql`and (d.recorded_at, d.id) > (select b.recorded_at, b.id from tenant.document_references b
              where b.organization_id = ${tx.organization.id} and b.id = ${after})`
          : sql``
      }
    order by d.recorded_at, d.id limit ${limit}`)
