import { sql } from 'kysely'
import pg from 'pg'
import type { MasterKey } from '../crypto/master-key.ts'
import { rewrapKey, type KeyPurpose } from '../crypto/ring.ts'
import { bytea, int, textOf } from '../db/columns.ts'
import { askOn } from '../db/ask.ts'
import { newId } from '../db/ids.ts'
import { asOwner } from './owner.ts'
import { roleKinds, roleName, rolePassword, signsIn } from '../db/roles.ts'
import { shape } from '../db/row.ts'
import { inControl, type ControlTx, type Transactions } from '../db/tenant-tx.ts'
import { StartupError } from '../postgres/startup-error.ts'
import { firstRow, unwrapped, wrapFirst } from './first-key.ts'
import { organizationsAfter } from './queries.ts'

/**
 * Takes an installation from the master key of before to this one: wraps all keys anew, then gives the roles their new
 * passwords. Processes that know both go on; one that knows the old one alone signs in no more. May be cut off and run again.
 * Answers how many keys were wrapped anew.
 */
export async function rewrapKeys(transactions: Transactions, ownerUrl: string): Promise<number> {
  const { master, databases } = transactions
  if (!master.previous) throw new StartupError('MASTER_KEY_PREVIOUS is required here: the key that MASTER_KEY follows')
  let count = 0
  let after: string | undefined
  const caller = { requestId: `keys-${newId()}`, origin: 'job' }
  for (;;) {
    const ids = await inControl(transactions, caller, { mode: 'read' }, (control) => organizationsAfter(control, after))
    if (ids.length === 0) break
    for (const id of ids)
      count += await inControl(transactions, caller, { mode: 'write', organizationId: id }, (control) =>
        rewrapRing(control, master, id),
      )
    after = ids.at(-1)
  }
  await asOwner(ownerUrl, async (owner) => {
    const [row] = await askOn(owner, firstRow`select wrapped from control.first_key for update`)
    const { first, isBehind } = unwrapped(master, row?.wrapped ?? Buffer.alloc(0))
    if (isBehind) await owner.query('update control.first_key set wrapped = $1', [wrapFirst(master, first)])
    for (const kind of roleKinds.filter(signsIn))
      await owner.query(
        `alter role ${pg.escapeIdentifier(roleName(databases.rolePrefix, kind))}
         password ${pg.escapeLiteral(rolePassword(master, kind))}`,
      )
  })
  return count
}

async function rewrapRing(control: ControlTx, master: MasterKey, organizationId: string): Promise<number> {
  const keys = await control.all(shape({ purpose: textOf<KeyPurpose>(), number: int, wrapped: bytea })`
    select k.purpose, k.number, k.wrapped from control.organization_keys k
    where k.organization_id = ${organizationId} for update`)
  let count = 0
  for (const key of keys) {
    const anew = rewrapKey(master, organizationId, key)
    if (!anew) continue
    await control.run(sql`
      update control.organization_keys k set wrapped = ${anew} where k.organization_id = ${organizationId}
        and k.purpose = ${key.purpose} and k.number = ${key.number}`)
    count++
  }
  return count
}
