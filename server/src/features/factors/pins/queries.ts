import { ask } from '../../../kit/db/ask.ts'
import type pg from 'pg'
import { secretHash } from '../../../kit/crypto/secret-hash.ts'
import type { AccountsTx } from '../../../kit/db/tenant-tx.ts'
import { cookieIn, withinLimits, type CookieKeys } from '../../identity/public.ts'
import { bool, nullable, text, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

const seatRow = shape({
  id: uuid,
  name: text,
  has_pin: bool,
  locked_at: timestamptz,
})

export const seatsOf = (accounts: AccountsTx, deviceId: string) =>
  accounts.all(seatRow`
    select s.id, u.name, exists (select from auth.pin p where p.user_id = s.user_id) as has_pin, s.locked_at
    from auth.seat s join auth."user" u on u.id = s.user_id, lateral control.session_limits(s.user_id) l
    where s.device_id = ${deviceId} and ${withinLimits} order by u.name, s.id`)

const lockedSeatRow = shape({ user_id: uuid, name: text, pin: nullable(text), password: nullable(text) })

export type LockedSeat = RowOf<typeof lockedSeatRow>

export async function findSeat(
  accounts: pg.Pool,
  keys: CookieKeys,
  cookies: string | undefined,
  seatId: string,
): Promise<LockedSeat | undefined> {
  const token = cookieIn(cookies, keys, 'device')
  if (!token) return undefined
  const [row] = await ask(
    accounts,
    lockedSeatRow`
      select s.user_id, u.name, p.hash as pin, a.password
      from auth.seat s join auth.device d on d.id = s.device_id join auth."user" u on u.id = s.user_id
      left join auth.pin p on p.user_id = s.user_id left join auth.account a on a.user_id = s.user_id and a.provider_id = 'credential',
      lateral control.session_limits(s.user_id) l
      where s.id = ${seatId} and d.token_hash = ${secretHash(token)} and s.failures < 5 and s.expires_at > clock_timestamp()
        and (l.idle is null or s.last_active_at > clock_timestamp() - l.idle)
        and (l.absolute is null or s.begun_at > clock_timestamp() - l.absolute)`,
  )
  return row
}
