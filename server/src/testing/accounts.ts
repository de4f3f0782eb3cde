import { lockMachines } from '../features/identity/sessions/jobs.ts'
import type { World } from './world.ts'
import { randomBytes } from 'node:crypto'
import type { Auth } from '../features/factors/better-auth/auth.ts'
import { newId } from '../kit/db/ids.ts'

export interface TestAccount {
  id: string
  email: string
  token: string
}

export interface TestAccountOptions {
  query(text: string, values: unknown[]): Promise<unknown>
  auth: Auth
  /** Issuer and audience of the token. */
  origin: string
  name?: string
  /** Hash of the password to sign in with; set first, because setting one ends what is signed in. */
  passwordHash?: string
  /** Seconds that session and token live; an hour unless told. */
  seconds?: number
}

/** A verified account that is signed in, without the way through mail and password. */
export async function signedInAccount({
  query,
  auth,
  origin,
  name = 'Robin Example',
  passwordHash,
  seconds = 3600,
}: TestAccountOptions): Promise<TestAccount> {
  const [id, sid] = [newId(), newId()]
  const email = `${id}@example.test`
  await query('insert into auth."user" (id, name, email, email_verified) values ($1, $2, $3, true)', [id, name, email])
  if (passwordHash)
    await query(
      `insert into auth.account (account_id, provider_id, user_id, password, updated_at)
        values ($1::text, 'credential', $1::uuid, $2, now())`,
      [id, passwordHash],
    )
  await query(
    `insert into auth.session (id, token, user_id, expires_at, updated_at, ip_address, user_agent)
     values ($1, $2, $3, now() + make_interval(secs => $4), now(), '127.0.0.1', 'test')`,
    [sid, randomBytes(24).toString('hex'), id, seconds],
  )
  const exp = Math.floor(Date.now() / 1000) + seconds
  const { token } = await auth.api.signJWT({ body: { payload: { sub: id, sid, iss: origin, aud: origin, exp } } })
  return { id, email, token }
}

/** Shared machines that nobody touched for too long are locked, as the worker does it every ten seconds. */
export const lockOverdueMachines = ({ application }: World) => lockMachines(application.platform)
