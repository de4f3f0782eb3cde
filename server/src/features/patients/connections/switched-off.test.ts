import { afterAll, beforeAll, expect, test } from 'vitest'
import { findTenantById, type Tenant } from '../../../kit/db/tenant.ts'
import { inControl } from '../../../kit/db/tenant-tx.ts'
import { calling } from '../../../testing/callers.ts'
import { operatorOf } from '../../../testing/operators.ts'
import { createWorld, type World } from '../../../testing/world.ts'
import { sendConnectionCode } from './jobs.ts'

let world: World
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world.close())

test('a code that was asked for is not sent once patients’ accounts are off', async () => {
  const organization = await world.organization()
  const { id, owner, slug } = organization
  const email = 'holder@example.org'
  await owner.post('/patients', { kind: 'human', givenName: 'Ada', contact: { email } })
  const account = await world.account()
  const me = calling(world, organization, { authorization: `Bearer ${account.token}` }, account)
  const asked = async () => {
    const { rows } = await world.owner.query('select id from tenant.claim_codes where organization_id = $1', [id])
    return rows.map((row) => row.id as string)
  }
  const mails = async () => {
    await world.application.workers!.drain()
    return world.application.mails().filter(({ to }) => to === email).length
  }
  expect((await me.post('/connections', { email })).status).toBe(202)
  expect(await mails()).toBe(1)
  const [codeId] = await asked()
  const rule = await (
    await operatorOf(world)
  ).post('/api/v1/platform/toggles/patient-accounts/rules', {
    kind: 'organization',
    organization: slug,
    isOn: false,
    reason: 'Tried out',
  })
  expect(rule.status).toBe(201)
  expect((await me.post('/connections', { email })).body.code).toBe('feature-off')
  const { platform } = world.application
  const caller = { requestId: 'job' }
  const tenant = await inControl(platform.transactions, caller, { mode: 'read' }, (control) =>
    findTenantById(control, id),
  )
  const opened: string[] = []
  await sendConnectionCode.run({
    platform,
    tenant: tenant as Tenant,
    caller,
    payload: { codeId },
    addJob: async () => {},
    inTenant: async (mode, work) => {
      opened.push(mode)
      return organization.inTenant(work, mode)
    },
  })
  // its database was not asked at all
  expect(opened).toEqual([])
  expect([await mails(), (await asked()).length]).toEqual([1, 1])
})
