import { createHmac, timingSafeEqual } from 'node:crypto'
import type pg from 'pg'

/** Seconds after which Better Auth itself looks at a session, to prolong it. */
const renewAfter = 86_400

export interface FoundSession {
  accountId: string
  /** Old enough to be prolonged. */
  isDue: boolean
}

/** The session token of a cookie header, if Better Auth's signature on it is right. */
export function sessionTokenIn(cookies: string, secret: string): string | undefined {
  const signed = /(?:^|;\s*)(?:__Secure-)?polyclinic\.session_token=([^;]+)/.exec(cookies)?.[1]
  if (!signed) return undefined
  const [token, signature] = splitAtLast(decoded(signed), '.')
  const expected = createHmac('sha256', secret).update(token).digest()
  const given = Buffer.from(signature, 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : undefined
}

/** One statement instead of the library's several: it stands before every request of the web app. */
export async function findSession(pool: pg.Pool, token: string): Promise<FoundSession | undefined> {
  const { rows } = await pool.query<{ user_id: string; age: number }>({
    name: 'find-session',
    text: `select user_id, extract(epoch from clock_timestamp() - updated_at)::float8 as age
      from auth.session where token = $1 and expires_at > clock_timestamp()`,
    values: [token],
  })
  return rows[0] && { accountId: rows[0].user_id, isDue: rows[0].age > renewAfter }
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}

function splitAtLast(value: string, separator: string): [before: string, after: string] {
  const at = value.lastIndexOf(separator)
  return at < 0 ? ['', ''] : [value.slice(0, at), value.slice(at + 1)]
}
