import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type Person, type World } from '../../../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
  // what is asked for here waits, until it is said to run
  await world.application.workers!.stop()
})
afterAll(() => world.close())

const asked = async (who: Person): Promise<string> => (await who.post('/api/v1/me/exports')).body.id as string

const takenBySomebody = (id: string) =>
  world.owner.query(
    `update control.works set state = 'running', run = gen_random_uuid(), taken_by = 'works-elsewhere', done = 2, total = 7 where id = $1`,
    [id],
  )

test('what waits is cancelled at once; what is over is not cancelled again', async () => {
  const ada = await world.account()
  const id = await asked(ada)
  const at = `/api/v1/me/works/${id}`
  expect((await ada.get(at)).body).toMatchObject({
    state: 'queued',
    isStopping: false,
    progress: { done: 0 },
    abilities: { cancel: { allowed: true }, download: { allowed: false, reason: 'wrong-state' } },
  })
  expect(await ada.post(`${at}/cancellation`)).toMatchObject({
    status: 200,
    body: { state: 'cancelled', expiresAt: expect.any(String), abilities: { cancel: { allowed: false } } },
  })
  expect(await ada.post(`${at}/cancellation`)).toMatchObject({ status: 409, body: { code: 'wrong-state' } })
  // the next one is another
  expect(await asked(ada)).not.toBe(id)
})

test('what runs is shown with how far it is, and asked to stop; asking twice is asking once', async () => {
  const ada = await world.account()
  const id = await asked(ada)
  await takenBySomebody(id)
  const at = `/api/v1/me/works/${id}`
  expect((await ada.get(at)).body).toMatchObject({ state: 'running', progress: { done: 2, total: 7 } })
  for (let times = 0; times < 2; times++)
    expect(await ada.post(`${at}/cancellation`)).toMatchObject({
      status: 200,
      body: { state: 'running', isStopping: true },
    })
})

test('there is no file before the work is done', async () => {
  const ada = await world.account()
  const id = await asked(ada)
  expect(await ada.get(`/api/v1/me/works/${id}/result`)).toMatchObject({
    status: 409,
    body: { code: 'wrong-state', data: { state: 'queued' } },
  })
})

test('nobody has works without signing in', async () => {
  for (const path of ['/api/v1/me/works', '/api/v1/me/works/00000000-0000-7000-8000-00000000dead'])
    expect((await world.anybody.get(path)).status).toBe(401)
  expect((await world.anybody.post('/api/v1/me/exports')).status).toBe(401)
})

test('a list shows the newest first, and nothing that is over', async () => {
  const ada = await world.account()
  const first = await asked(ada)
  await ada.post(`/api/v1/me/works/${first}/cancellation`)
  const second = await asked(ada)
  const ids = async () => (await ada.get('/api/v1/me/works')).body.items.map(({ id }: { id: string }) => id)
  expect(await ids()).toEqual([second, first])
  await world.owner.query('update control.works set expires_at = now() where id = $1', [first])
  expect(await ids()).toEqual([second])
  expect((await ada.get(`/api/v1/me/works/${first}`)).status).toBe(404)
})
