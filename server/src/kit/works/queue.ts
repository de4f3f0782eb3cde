import type { MasterKey } from '../crypto/master-key.ts'
import { newId } from '../db/ids.ts'
import { uuid } from '../db/columns.ts'
import { shape } from '../db/row.ts'
import type { Tenant } from '../db/tenant.ts'
import type { AccountsTx, ControlTx } from '../db/tenant-tx.ts'
import { newFileKey } from '../storage/chunks.ts'
import { secretsOf } from './secrets.ts'
import type { Work } from './work.ts'

export interface NewWork<Input> {
  input: Input
  /** Where it is about one organization. */
  tenant?: Tenant
  /** Of two works of an account with one key that are under way the first is enough. */
  onceKey?: string
}

/**
 * Asks for a work of the caller's, with the transaction that it is called in; answers its id, or that of the one that is
 * under way already. Workers find it within two seconds, or at once where the caller signals the control database.
 */
export async function queueWork<Input>(
  tx: ControlTx | AccountsTx,
  master: MasterKey,
  work: Work<Input>,
  { input, tenant, onceKey }: NewWork<NoInfer<Input>>,
): Promise<string> {
  const id = newId()
  const { accountId } = tx.caller
  const secrets = secretsOf(master, id, tenant)
  const idRow = shape({ id: uuid })
  const added = await tx.maybe(idRow`
    insert into control.works (id, kind, account_id, organization_id, once_key, needs, input_sealed, key_sealed)
    values (${id}, ${work.name}, ${accountId}, ${tenant?.organizationId ?? null}, ${onceKey ?? null}, ${[...work.needs]},
      ${secrets.seal('input', work.write(input))}, ${secrets.seal('key', newFileKey().toString('base64'))})
    on conflict (account_id, once_key) where state in ('queued', 'running') do nothing returning id`)
  if (added) return added.id
  const underWay = await tx.one(idRow`
    select id from control.works
    where account_id = ${accountId} and once_key = ${onceKey ?? null} and state in ('queued', 'running')`)
  return underWay.id
}
