import { newId } from '../../../kit/db/ids.ts'
import type { Browser, World } from '../../../testing/world.ts'
import { hashPassword } from '../passwords/hashes.ts'

export const password = 'correct horse battery'

/** A verified account that signs in with {@link password}. */
export async function someone(world: World, email = `${newId()}@example.test`): Promise<{ id: string; email: string }> {
  const id = newId()
  await world.owner.query(
    `insert into auth."user" (id, name, email, email_verified) values ($1, 'Robin Example', $2, true)`,
    [id, email],
  )
  await world.owner.query(
    `insert into auth.account (account_id, provider_id, user_id, password, updated_at) values ($1::text, 'credential', $1::uuid, $2, now())`,
    [id, await hashPassword(password)],
  )
  return { id, email }
}

/** Somebody with a browser that they are signed in on. */
export async function signedIn(world: World): Promise<{ id: string; email: string; browser: Browser }> {
  const { id, email } = await someone(world)
  const browser = world.browser()
  const { status } = await browser.signIn(email, password)
  if (status !== 200) throw new Error(`signing in answered ${status}`)
  return { id, email, browser }
}

/** As if the account had never had a password. */
export const forgetPassword = (world: World, accountId: string) =>
  world.owner.query(`delete from auth.account where user_id = $1 and provider_id = 'credential'`, [accountId])

/** As if it had been a while since the person proved who they are. */
export const letConfirmationPass = (world: World, accountId: string) =>
  world.owner.query(`update auth.session set authenticated_at = now() - interval '11 minutes' where user_id = $1`, [
    accountId,
  ])
