import { sql } from 'kysely'
import { uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { changeVersioned } from '../../../kit/db/versioned.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { files } from '../../files/public.ts'
import { announce, type Which } from '../documents/actions.ts'
import { findDocument, type DocumentRow } from '../documents/queries.ts'
import { mayHaveLainInChart } from '../documents/rules.ts'
import { documentSecrets } from '../documents/view.ts'

/** Throws away what was never filed, or takes that back (no reason): its bytes stay for a day. */
export const discardDocument = (
  tx: TenantTx,
  { id, reader, expectedVersion }: Which,
  reason: string | null,
): Promise<DocumentRow> =>
  changeVersioned({
    find: () => findDocument(tx, id, reader),
    expectedVersion,
    write: (before) => {
      const isGoing = reason !== null
      if (before.patient_id || (isGoing && mayHaveLainInChart(before))) throw refuse('wrong-state', { state: 'filed' })
      if (before.discarded_at && !before.kept_until) throw refuse('wrong-state', { state: 'deleted' })
      return tx.run(sql`
        update tenant.document_references set
          discarded_at = case when ${isGoing}::boolean then clock_timestamp() end,
          kept_until = case when ${isGoing}::boolean then clock_timestamp() + interval '1 day' end,
          discard_reason_sealed = ${documentSecrets.renew(tx.sealer, before, 'discard_reason', reason)}
        where organization_id = ${tx.organization.id} and id = ${id} and version = ${before.version}`)
    },
    follow: () => announce(tx, null),
  })

/** What is told by nobody any more. */
const nothing = '—'

/** What was thrown away a day ago: its bytes go, and every word that was told of it or why; its row stays, and the log says who did it. */
export async function sweepDiscarded(tx: TenantTx): Promise<void> {
  const rows = await tx.all(shape({ id: uuid, file_id: uuid })`
    select id, file_id from tenant.document_references
    where organization_id = ${tx.organization.id} and kept_until <= statement_timestamp() and patient_id is null for update`)
  const titles = rows.map(({ id }) => documentSecrets.seal(tx.sealer, id, 'title', nothing))
  await tx.run(sql`
    update tenant.document_references d set kept_until = null, title_sealed = n.title, note_sealed = null, discard_reason_sealed = null
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${titles}::bytea[]) n (id, title)
    where d.organization_id = ${tx.organization.id} and d.id = n.id`)
  await files.takeAway(
    tx,
    rows.map((row) => row.file_id),
    nothing,
  )
}
