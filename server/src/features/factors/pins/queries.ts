import { sql } from 'kysely'
import type pg from 'pg'
import { secretHash } from '../../../kit/crypto/secret-hash.ts'
import type { AccountsTx } from '../../../kit/db/tenant-tx.ts'
import { cookieIn, withinLimits, type CookieKeys } from '../../identity/public.ts'

export interface SeatRow {
  id: string
  name: string
  has_pin: boolean
  locked_at: string
}

/** Who waits behind the lock screen of a device. */
export const seatsOf = (accounts: AccountsTx, deviceId: string) =>
  accounts.all(sql<SeatRow>`
    select s.id, u.name, exists (select from auth.pin p where p.user_id = s.user_id) as has_pin, s.locked_at
    from auth.seat s join auth."user" u on u.id = s.user_id, lateral control.session_limits(s.user_id) l
    where s.device_id = ${deviceId} and ${withinLimits} order by u.name, s.id`)

export interface LockedSeat {
  user_id: string
  name: string
  pin: string | null
  password: string | null
}

/** A seat of this browser, with what unlocks it. */
export async function findSeat(
  accounts: pg.Pool,
  keys: CookieKeys,
  cookies: string | undefined,
  seatId: string,
): Promise<LockedSeat | undefined> {
  const token = cookieIn(cookies, keys, 'device')
  if (!token) return undefined
  const { rows } = await accounts.query<LockedSeat>({
    name: 'find-seat',
    text: `select s.user_id, u.name, p.hash as pin, a.password
      from auth.seat s join auth.device d on d.id = s.device_id join auth."user" u on u.id = s.user_id
      left join auth.pin p on p.user_id = s.user_id left join auth.account a on a.user_id = s.user_id and a.provider_id = 'credential',
      lateral control.session_limits(s.user_id) l
      where s.id = $1 and d.token_hash = $2 and s.failures < 5 and s.expires_at > clock_timestamp()
        and (l.idle is null or s.last_active_at > clock_timestamp() - l.idle)
        and (l.absolute is null or s.begun_at > clock_timestamp() - l.absolute)`,
    values: [seatId, secretHash(token)],
  })
  return rows[0]
}
