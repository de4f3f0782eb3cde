import { sql } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { files } from '../../files/public.ts'
import { importChanged } from '../events.ts'
import { lockToEmpty } from '../ledger/queries.ts'
import { importSecrets } from '../ledger/secrets.ts'
import { openImport } from '../ledger/view.ts'

/**
 * Takes away what lies in a table that nobody brought along, or not to its end: its first rows, and what was wrong in it. Who is
 * named there may be on file by now, and erased; nothing would find them here. One that stopped in the middle has come to its end.
 */
export async function emptyImport(tx: TenantTx, id: string): Promise<void> {
  const row = await lockToEmpty(tx, id)
  if (!row) return
  const { facts } = openImport(row, tx.sealer)
  await tx.run(sql`
    update tenant.imports set failure = 'gone', check_sealed = null, file_id = null, emptied_at = clock_timestamp(),
      state = case state when 'running' then 'done' when 'undoing' then state else 'draft' end,
      finished_at = case when state = 'running' then clock_timestamp() else finished_at end,
      facts_sealed = ${importSecrets.renew(tx.sealer, row, 'facts', { ...facts, preview: [] })}
    where organization_id = ${tx.organization.id} and id = ${row.id}`)
  if (row.file_id) await files.discardUnlessUsed(tx, row.file_id)
  tx.announce(importChanged, { importId: row.id })
}
