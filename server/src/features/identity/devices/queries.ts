import { ask } from '../../../kit/db/ask.ts'
import { secretHash } from '../../../kit/crypto/secret-hash.ts'
import type { AccountsTx } from '../../../kit/db/tenant-tx.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import type { CurrentRequest } from '../../../kit/http/request.ts'
import { cookieIn, type CookieKeys } from './cookies.ts'
import { int, nullable, uuid } from '../../../kit/db/columns.ts'
import { anyRow, shape } from '../../../kit/db/row.ts'

/** The device of a browser, without a trace of the question. */
export async function findDevice(accounts: AccountsTx, keys: CookieKeys, cookies: string | undefined) {
  const token = cookieIn(cookies, keys, 'device')
  if (!token) return undefined
  return accounts.maybe(
    shape({
      id: uuid,
      lock_after_minutes: nullable(int),
    })`select id, lock_after_minutes from auth.device where token_hash = ${secretHash(token)}`,
  )
}

/** Whether several people share this browser, or somebody waits behind its lock: what it remembers of them proves nothing. */
export async function isGuarded(accounts: AccountsTx, keys: CookieKeys, cookies: string | undefined): Promise<boolean> {
  const token = cookieIn(cookies, keys, 'device')
  const row =
    token &&
    (await accounts.maybe(anyRow`
      select from auth.device d where d.token_hash = ${secretHash(token)}
        and (d.lock_after_minutes is not null or exists (select from auth.seat s where s.device_id = d.id))`))
  return Boolean(row)
}

/** The browser's device, if the account has signed in on it; asked alike where there is no such account. */
export async function knownDevice(
  { databases, ...keys }: Pick<Platform, 'config' | 'databases' | 'master'>,
  request: CurrentRequest,
  accountId: string | undefined,
): Promise<string | undefined> {
  const token = cookieIn(request.headers.cookie, keys, 'device')
  if (!token) return undefined
  const [row] = await ask(
    databases.accounts,
    shape({ id: uuid })`
      select d.id from auth.device d join auth.known_device k on k.device_id = d.id
      where d.token_hash = ${secretHash(token)} and k.user_id = ${accountId ?? null}`,
  )
  return row?.id
}
