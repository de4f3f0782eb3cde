import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, askedOf, confirmed, letIn, operatorOf } from '../../../testing/operators.ts'
import { createWorld, type Person, type World } from '../../../testing/world.ts'

let world: World
let operator: Person
beforeAll(async () => {
  world = await createWorld()
  operator = await operatorOf(world)
})
afterAll(() => world.close())

/** So many hours ago it was asked. */
const letPass = (id: string, hours: number) =>
  world.owner.query(
    'update control.support_accesses set asked_at = asked_at - make_interval(hours => $2) where id = $1',
    [id, hours],
  )

async function lookForDue(): Promise<void> {
  await world.owner.query(
    `update control.due_work set not_before = '-infinity', next_at = now() where kind = 'support.lapses'`,
  )
  await world.application.workers!.drain()
}

test('a question that nobody answered for three days lapses by itself, once, and both logs say so', async () => {
  const place = await world.organization()
  const { body } = await ask(operator, place)
  expect(Date.parse(body.lapsesAt) - Date.parse(body.askedAt)).toBe(72 * 3_600_000)
  const state = async () => (await operator.get(askedOf(place))).body.items[0].state as string
  await letPass(body.id, 71)
  await lookForDue()
  expect(await state()).toBe('asked')
  await letPass(body.id, 2)
  await lookForDue()
  await lookForDue()
  expect(await state()).toBe('lapsed')
  const owner = await confirmed(world, place)
  expect(await owner.post(`/support-accesses/${body.id}/grant`, {})).toMatchObject({
    status: 409,
    body: { code: 'wrong-state' },
  })
  const log = await operator.get(`/api/v1/platform/log?organizationId=${place.id}`)
  expect(log.body.items.map(({ act }: { act: string }) => act)).toEqual(['support.lapse', 'support.ask'])
  expect(log.body.items[0].by).toBeUndefined()
  const own = await owner.get('/audit-log?source=security')
  expect(own.body.items[0]).toMatchObject({
    subject: 'support_accesses',
    action: 'update',
    fields: ['ended_at', 'state'],
  })
  // and the operator may ask anew
  expect((await ask(operator, place)).status).toBe(201)
})

test('the access review names who asks, who is in and who was lately', async () => {
  const place = await world.organization()
  expect((await place.owner.get('/access-review')).body.support).toEqual([])
  const { id } = await letIn(world, operator, place, { scope: 'settings', reason: 'Look at the hours' })
  const asking = await operatorOf(world)
  await ask(asking, place)
  const { body } = await place.owner.get('/access-review')
  expect(body.support).toMatchObject([
    { state: 'asked', name: 'Opal Operator' },
    {
      id,
      state: 'granted',
      reason: 'Look at the hours',
      name: 'Opal Operator',
      scope: 'settings',
      grantedBy: 'Olivia Owner',
    },
  ])
  const owner = await confirmed(world, place)
  const { csv } = (await owner.post('/access-review/exports')).body
  expect(csv).toMatch(/support,Opal Operator,,,settings,all,.*,granted/)
  expect((await (await world.organization()).owner.get('/access-review')).body.support).toEqual([])
})

test('whoever has a page of the organization open hears of a question at once', async () => {
  const place = await world.organization()
  const { stream } = await world.application
    .http!.inject({
      url: `/api/v1/organizations/${place.slug}/changes`,
      headers: { authorization: `Bearer ${place.owner.token}` },
      payloadAsStream: true,
    })
    .then((answer) => ({ stream: answer.stream() }))
  const heard: string[] = []
  stream.on('data', (piece: Buffer) => void heard.push(piece.toString()))
  const hears = (count: number) =>
    expect.poll(() => heard.join('').split('"subject":"organization"').length - 1, { timeout: 15_000 }).toBe(count)
  // the stream knows how it stands once it has looked for the first time
  await place.owner.post('/patients', { kind: 'human', givenName: 'Ada' })
  await expect.poll(() => heard.join(''), { timeout: 15_000 }).toContain('"subject":"patient"')
  const { body } = await ask(operator, place)
  await hears(1)
  await operator.post(`${askedOf(place)}/${body.id}/ending`)
  await hears(2)
  stream.destroy()
})
