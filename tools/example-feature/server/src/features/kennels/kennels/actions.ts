import { sql } from 'kysely'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { kennelAdded, kennelChecked } from '../events.ts'
import { listKennels, type KennelRow } from './queries.ts'
import { kennelSecrets } from './view.ts'

const places = 3

export async function addKennel(
  tx: TenantTx,
  { name, memo }: { name: string; memo?: string },
  id: string = newId(),
): Promise<KennelRow> {
  if ((await listKennels(tx)).length >= places) throw refuse('kennels-full')
  const memo_sealed = kennelSecrets.seal(tx.sealer, id, 'memo', memo)
  await tx.run(sql`
    insert into tenant.kennels (organization_id, id, name, memo_sealed)
    values (${tx.organization.id}, ${id}, ${name}, ${memo_sealed})`)
  tx.announce(kennelAdded, { kennelId: id })
  return { id, name, memo_sealed, checked_at: null, version: 1 }
}

export async function markChecked(tx: TenantTx, id: string): Promise<void> {
  const checked = await tx.run(sql`
    update tenant.kennels set checked_at = clock_timestamp()
    where organization_id = ${tx.organization.id} and id = ${id} and checked_at is null`)
  if (checked > 0) tx.announce(kennelChecked, { kennelId: id })
}
