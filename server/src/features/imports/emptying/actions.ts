import { sql } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { files } from '../../files/public.ts'
import { importChanged } from '../events.ts'
import { listToEmpty } from '../ledger/queries.ts'
import { importSecrets } from '../ledger/secrets.ts'
import { openImport } from '../ledger/view.ts'

/**
 * Takes away what lies in tables that nobody brought along: their first rows, and what was wrong in them. Who is named there may
 * be on file by now, and erased; nothing would find them here. How many they were.
 */
export async function emptyImports(tx: TenantTx, limit: number): Promise<number> {
  const rows = await listToEmpty(tx, limit)
  for (const row of rows) {
    const { facts } = openImport(row, tx.sealer)
    await tx.run(sql`
      update tenant.imports set state = 'draft', failure = 'gone', check_sealed = null, file_id = null, emptied_at = clock_timestamp(),
        facts_sealed = ${importSecrets.renew(tx.sealer, row, 'facts', { ...facts, preview: [] })}
      where organization_id = ${tx.organization.id} and id = ${row.id}`)
    if (row.file_id) await files.discardUnlessUsed(tx, row.file_id)
    tx.announce(importChanged, { importId: row.id })
  }
  return rows.length
}
