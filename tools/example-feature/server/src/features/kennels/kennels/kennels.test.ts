import { afterAll, beforeAll, expect, test } from 'vitest'
import { text } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let org: TestOrganization

beforeAll(async () => void (world = await createWorld()))
afterAll(() => world?.close())
beforeAll(async () => void (org = await world.organization()))

test('a kennel is added, sealed and checked by its job', async () => {
  const { status, body } = await org.owner.post('/kennels', { name: 'First', memo: 'bites' })
  expect({ status, body }).toMatchObject({ status: 201, body: { name: 'First', memo: 'bites' } })
  await expect
    .poll(async () => (await org.owner.get('/kennels')).body.items[0].checkedAt, { timeout: 20_000 })
    .toBeTruthy()
  const stored = await org.inTenant((tx) =>
    tx.one(shape({ row: text })`
      select to_jsonb(k)::text as row from tenant.kennels k where organization_id = ${tx.organization.id}`),
  )
  expect(stored.row).not.toContain('bites')
})

test('what is full refuses another one, and who may not is refused', async () => {
  for (const name of ['Second', 'Third']) await org.owner.post('/kennels', { name })
  expect((await org.owner.post('/kennels', { name: 'Fourth' })).body).toMatchObject({
    code: 'kennels-full',
    status: 409,
  })
  expect((await (await org.member('nurse')).get('/kennels')).status).toBe(403)
  expect((await (await org.member('clinic-administrator')).get('/kennels')).status).toBe(200)
})

test('programs read about it in the API document', async () => {
  const { body } = await world.anybody.get('/api/openapi.json')
  const { components, paths } = body as { components: { schemas: object }; paths: object }
  expect(Object.keys(paths)).toContain('/api/v1/organizations/{organization}/kennels')
  expect(Object.keys(components.schemas)).toEqual(expect.arrayContaining(['Kennel', 'NewKennel', 'KennelsFullProblem']))
  expect(JSON.stringify(body)).toContain('kennel-name')
})
