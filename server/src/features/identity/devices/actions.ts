import { randomBytes } from 'node:crypto'
import type { AccountsTx } from '../../../kit/db/tenant-tx.ts'
import type { CurrentRequest } from '../../../kit/http/request.ts'
import { cookieIn, sendCookie, type CookieKeys } from './cookies.ts'
import { secretHash } from '../../../kit/crypto/secret-hash.ts'
import { int, nullable, uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

export interface Device {
  id: string
  /** Absent: one person's own machine. */
  lockAfterMinutes?: number
}

/** The browser's device by its cookie; a browser that has none is given one. */
export async function deviceOf(accounts: AccountsTx, keys: CookieKeys, request: CurrentRequest): Promise<Device> {
  const token = cookieIn(request.headers.cookie, keys, 'device')
  const known =
    token &&
    (await accounts.maybe(shape({ id: uuid, lock_after_minutes: nullable(int) })`
      update auth.device set last_seen_at = clock_timestamp() where token_hash = ${secretHash(token)} returning id, lock_after_minutes`))
  // sent again each time: browsers keep no cookie longer than 400 days
  if (known) {
    sendCookie(accounts, keys, request, 'device', token)
    return { id: known.id, ...(known.lock_after_minutes && { lockAfterMinutes: known.lock_after_minutes }) }
  }
  const fresh = randomBytes(32).toString('base64url')
  const { id } = await accounts.one(
    shape({ id: uuid })`insert into auth.device (token_hash) values (${secretHash(fresh)}) returning id`,
  )
  sendCookie(accounts, keys, request, 'device', fresh)
  return { id }
}
