import type pg from 'pg'
import { decrypt, encrypt } from '../crypto/cipher.ts'
import type { MasterKey } from '../crypto/master-key.ts'
import { StartupError } from '../postgres/startup-error.ts'
import { ask, askOn } from '../db/ask.ts'
import { bool, bytea } from '../db/columns.ts'
import { shape } from '../db/row.ts'
import { codeOf } from '../thrown.ts'

const purpose = 'first-master-key'

export const firstRow = shape({ wrapped: bytea })

export const anotherKey =
  'MASTER_KEY is not the key of this database; set it to that one, or, where the new one is wanted, set MASTER_KEY_PREVIOUS ' +
  'to it as well and run npm run keys:rewrap'

/** What the first master key is wrapped by: the key itself, or the one of before. */
export function unwrapped(master: MasterKey, wrapped: Buffer): { first: Buffer; isBehind: boolean } {
  for (const key of [master, master.previous]) {
    if (!key) continue
    try {
      return { first: decrypt(key.derive('wrap'), purpose, wrapped), isBehind: key !== master }
    } catch {
      // the other one, perhaps
    }
  }
  throw new StartupError(anotherKey)
}

export const wrapFirst = (master: MasterKey, first: Buffer) => encrypt(master.derive('wrap'), purpose, first)

/** As the owner: keeps the first master key where there is none yet, and adopts it. */
export async function keepFirstKey(owner: pg.Client, master: MasterKey): Promise<void> {
  // a release from before it ends its migrations without the table
  const [table] = await askOn(
    owner,
    shape({ is_there: bool })`select to_regclass('control.first_key') is not null as is_there`,
  )
  if (!table?.is_there) return
  const [row] = await askOn(owner, firstRow`select wrapped from control.first_key`)
  if (row) return master.adopt(unwrapped(master, row.wrapped).first)
  await owner.query('insert into control.first_key (wrapped) values ($1) on conflict do nothing', [
    wrapFirst(master, (master.previous ?? master).secret),
  ])
}

/** Lets the key derive what hangs on the first one; refuses a key that is not this database's. */
export async function adoptFirstKey(control: pg.Pool, master: MasterKey): Promise<void> {
  try {
    const [row] = await ask(control, firstRow`select wrapped from control.first_key`)
    if (row) master.adopt(unwrapped(master, row.wrapped).first)
  } catch (error) {
    // the roles' passwords hang on it, too
    if (codeOf(error) === '28P01') throw new StartupError(anotherKey)
    throw error
  }
}
