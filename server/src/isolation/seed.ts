import { builtInRoleKeys } from '@polyclinic/contract/kit/permission.ts'
import type { Filling, Ids, Made } from '../testing/isolation.ts'
import type { Person, TestOrganization } from '../testing/world.ts'
import { isolations } from './samples.ts'
import { bigint } from '../kit/db/columns.ts'
import { shape } from '../kit/db/row.ts'

export interface SeededOrganization {
  organization: TestOrganization
  /** Stands in every name and text of one organization; it must never appear in an answer to another. */
  canary: string
  ids: Ids
  people: Record<string, Person>
}

/** Fills an organization through its own API, the way its people would: feature by feature, from the lowest up. */
export async function seedOrganization(organization: TestOrganization, canary: string): Promise<SeededOrganization> {
  const { owner } = organization
  const made = async (path: string, body: unknown): Promise<Made> => {
    const answer = await owner.post(path, body)
    if (answer.status !== 201) throw new Error(`seeding ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const people: Record<string, Person> = { owner }
  for (const key of builtInRoleKeys.filter((one) => one !== 'owner')) people[key] = await organization.member(key)
  // each feature adds its names to those of the features below it
  const ids = { account: (people.nurse as Person).accountId } as Ids
  const filling: Filling = { organization, canary, ids, people, made }
  for (const { isolation } of isolations) Object.assign(ids, await isolation.seed?.(filling))
  people[ids.role] = await organization.member(ids.role)
  return { organization, canary, people, ids }
}

export const countRows = (organization: TestOrganization) =>
  organization.inTenant((tx) =>
    tx.one(shape({ patients: bigint, appointments: bigint, guardians: bigint })`
      select (select count(*) from tenant.patients) as patients, (select count(*) from tenant.appointments) as appointments, (select count(*) from tenant.guardians) as guardians`),
  )
