import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type World } from '../../../testing/world.ts'

let world: World
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world.close())

test('my language is mine to change, and nothing else of me', async () => {
  const someone = await world.account()
  expect(await someone.patch('/api/v1/me', { language: 'ar' })).toMatchObject({
    status: 200,
    body: { account: { language: 'ar' } },
  })
  for (const body of [{ email: 'x@y.test' }, { platformRole: 'operator' }, { language: 'fr' }])
    expect((await someone.patch('/api/v1/me', body)).status).toBe(400)
})

test('my memberships are mine alone, each with what it allows', async () => {
  const [one, other] = [await world.organization(), await world.organization({ dedicated: true })]
  const someone = await one.member('nurse')
  await other.join(someone, 'owner')
  const { body } = await someone.get('/api/v1/me')
  const permissions = Object.fromEntries(
    body.memberships.map((each: { role: { key: string }; permissions: string[] }) => [each.role.key, each.permissions]),
  )
  expect(Object.keys(permissions).toSorted()).toEqual(['nurse', 'owner'])
  expect(permissions.nurse).not.toContain('members.manage')
  expect(permissions.owner).toContain('members.manage')
})

test('consent that nobody asked for is not there', async () => {
  const [someone, place] = [await world.account(), await world.organization()]
  expect((await someone.put(`/api/v1/me/busy-consents/${place.id}`, undefined)).status).toBe(404)
})
