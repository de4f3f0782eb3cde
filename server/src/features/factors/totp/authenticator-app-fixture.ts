import type { Browser, World } from '../../../testing/world.ts'
import { signedIn } from '../sign-in/signed-in-fixture.ts'
import { codeOf, fromBase32, stepAt } from './rules.ts'

/** What an authenticator app shows now, or so many steps of 30 seconds before or after. */
export const codeNow = (secret: string, shift = 0): string =>
  codeOf(fromBase32(secret), stepAt(Date.now() / 1000) + shift)

export const forgetSteps = (world: World, accountId: string) =>
  world.owner.query('update auth.totp set last_step = 0 where user_id = $1', [accountId])

export interface AppHolder {
  id: string
  email: string
  browser: Browser
  secret: string
  codes: string[]
}

/** Somebody with an authenticator app, signed in, whose code of this moment is still good. */
export async function appHolder(world: World): Promise<AppHolder> {
  const person = await signedIn(world)
  const { body } = await person.browser.post('/api/v1/me/totp')
  const { secret } = body
  const confirmed = await person.browser.post('/api/v1/me/totp/confirmation', { code: codeNow(secret) })
  if (confirmed.status !== 200) throw new Error(`confirming answered ${confirmed.status}`)
  await forgetSteps(world, person.id)
  return { ...person, secret, codes: confirmed.body.codes }
}

export function wrongCode(secret: string): string {
  const right = new Set([-2, -1, 0, 1, 2].map((shift) => codeNow(secret, shift)))
  return ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !right.has(code)) ?? '666666'
}
