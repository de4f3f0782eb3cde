import { byCookie, type SessionOptions } from './callers.ts'
import type { Person, World } from './world.ts'

/** Somebody who runs the platform, or reads how it runs, in a session that has shown a second factor unless told. */
export async function operatorOf(
  world: World,
  role: 'operator' | 'reader' = 'operator',
  options: SessionOptions = {},
): Promise<Person> {
  const account = await world.account('Opal Operator')
  await world.owner.query('insert into control.operators (account_id, role) values ($1, $2)', [account.accountId, role])
  return byCookie(world, { slug: 'platform' }, account, { hasSecondFactor: true, ...options })
}
