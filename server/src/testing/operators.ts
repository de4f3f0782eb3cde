import { byCookie, type SessionOptions } from './callers.ts'
import type { Person, TestOrganization, World } from './world.ts'

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

export interface Asked {
  reason: string
  scope: 'settings' | 'records'
  mayWrite: boolean
  minutes: number
}

const usual: Asked = { reason: 'The calendar stays empty', scope: 'records', mayWrite: false, minutes: 60 }

/** Where an operator asks an organization. */
export const askedOf = ({ id }: Pick<TestOrganization, 'id'>) => `/api/v1/platform/organizations/${id}/support-accesses`

export const ask = (operator: Person, organization: TestOrganization, wanted: Partial<Asked> = {}) =>
  operator.post(askedOf(organization), { ...usual, ...wanted })

/** The owner in a session that proved who they are a moment ago. */
export const confirmed = (world: World, organization: TestOrganization) =>
  byCookie(world, organization, organization.owner)

/** Asked and granted as it was asked; answers the access. */
export async function letIn(
  world: World,
  operator: Person,
  organization: TestOrganization,
  wanted: Partial<Asked> = {},
): Promise<{ id: string }> {
  const asked = await ask(operator, organization, wanted)
  const owner = await confirmed(world, organization)
  const granted = await owner.post(`/support-accesses/${asked.body.id}/grant`, {})
  if (granted.status !== 200) throw new Error(`nobody was let in: ${JSON.stringify([asked.body, granted.body])}`)
  return granted.body
}
