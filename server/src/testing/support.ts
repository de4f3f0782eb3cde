import type { Person, TestOrganization, World } from './world.ts'
import { byCookie } from './callers.ts'

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
