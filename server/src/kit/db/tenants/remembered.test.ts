import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openApplication, type Application } from '../../../application.ts'
import { roundTripsOf } from '../../../testing/round-trips.ts'
import { testMaster, testRolePrefix } from '../../../testing/cluster.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'
import { createLog } from '../../log/log.ts'
import { RememberedTenants } from './remembered.ts'
import type { Tenant } from '../tenant.ts'

const tenant = { organizationId: 'o', isFounded: true } as Tenant
const counting = (found: Tenant | undefined) => {
  let asked = 0
  return { ask: async () => (asked++, found), asked: () => asked }
}

describe('what the gate found', () => {
  test('is asked once for a caller at an address, and for each other one', async () => {
    const rememberedTenants = new RememberedTenants()
    const { ask, asked } = counting(tenant)
    for (const [account, slug] of [
      ['a', 's'],
      ['a', 's'],
      ['b', 's'],
      [undefined, 's'],
      ['a', 't'],
    ] as const)
      expect(await rememberedTenants.find(account, slug, ask)).toBe(tenant)
    expect(asked()).toBe(4)
  })

  test.each([['o'], ['a']])(
    'is asked again once something of the organization or of the account changed',
    async (id) => {
      const rememberedTenants = new RememberedTenants()
      const { ask, asked } = counting(tenant)
      await rememberedTenants.find('a', 's', ask)
      rememberedTenants.forget('elsewhere', undefined)
      await rememberedTenants.find('a', 's', ask)
      expect(asked()).toBe(1)
      rememberedTenants.forget(id)
      await rememberedTenants.find('a', 's', ask)
      expect(asked()).toBe(2)
    },
  )

  test('is not kept where it changed while the answer was under way', async () => {
    const rememberedTenants = new RememberedTenants()
    const { ask, asked } = counting(tenant)
    await rememberedTenants.find('a', 's', () => {
      rememberedTenants.forget('o')
      return ask()
    })
    await rememberedTenants.find('a', 's', ask)
    expect(asked()).toBe(2)
  })

  test('that there is nothing, or something half made, is never kept', async () => {
    const rememberedTenants = new RememberedTenants()
    for (const found of [undefined, { ...tenant, isFounded: false }]) {
      const { ask, asked } = counting(found)
      await rememberedTenants.find('a', 's', ask)
      await rememberedTenants.find('a', 's', ask)
      expect(asked()).toBe(2)
    }
  })

  test('of more callers than are kept, the first are asked again', async () => {
    const rememberedTenants = new RememberedTenants()
    const { ask, asked } = counting(tenant)
    for (let nth = 0; nth < 4_010; nth++) await rememberedTenants.find(`a${nth}`, 's', ask)
    await rememberedTenants.find('a0', 's', ask)
    await rememberedTenants.find('a4009', 's', ask)
    expect(asked()).toBe(4_011)
  })
})

describe('in a process', () => {
  let world: World
  let organization: TestOrganization
  let elsewhere: Application
  beforeAll(async () => {
    world = await createWorld({}, { hasWorker: false })
    organization = await world.organization()
    const { config } = world.application.platform
    elsewhere = await openApplication({
      config,
      log: createLog('silent'),
      master: testMaster,
      url: world.ownerUrl,
      rolePrefix: testRolePrefix,
      parts: { api: true, worker: false },
    })
  })
  afterAll(async () => {
    await elsewhere.close()
    await world.close()
  })

  const askThere = async ({ token }: Person) =>
    (
      await elsewhere.http!.inject({
        url: `/api/v1/organizations/${organization.slug}/audit-events`,
        headers: { authorization: `Bearer ${token}` },
      })
    ).statusCode

  test('reading one after another is one round trip each', async () => {
    const { control } = world.application.platform.databases
    const trips: number[] = []
    // the first finds out who is there and notes that they came; on a slow machine that may be asked once more
    for (let nth = 0; nth < 6; nth++) trips.push(await roundTripsOf(control, () => organization.owner.get('/clinics')))
    expect(Math.min(...trips)).toBe(1)
  })

  test.each([
    [
      'a role that changes',
      'update control.memberships set role_key = $3 where organization_id = $1 and account_id = $2',
    ],
    [
      'a membership that ends',
      'delete from control.memberships where organization_id = $1 and account_id = $2 and role_key <> $3',
    ],
  ])('%s in the database reaches a process that changed nothing itself', async (_, change) => {
    const member = await organization.member('owner')
    // what is remembered does not grow old: only being told ends it
    vi.useFakeTimers({ toFake: ['performance'] })
    await expect.poll(() => askThere(member)).toBe(200)
    await world.owner.query(change, [organization.id, member.accountId, 'nurse'])
    await expect.poll(() => askThere(member), { interval: 10 }).not.toBe(200)
  })
})
