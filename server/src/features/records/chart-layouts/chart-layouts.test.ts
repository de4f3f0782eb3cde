import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let org: TestOrganization

beforeAll(async () => {
  world = await createWorld({}, { hasWorker: false })
  org = await world.organization()
})
afterAll(() => world?.close())

const arrange = (by: TestOrganization['owner'], body: object) => by.call('PUT', '/chart-layout', { body })

test('a chart is arranged by each member for themselves, again and again, and in the usual order until then', async () => {
  const nurse = await org.member('nurse')
  const usual = { sections: [], hidden: [] }
  expect(await org.owner.get('/chart-layout')).toMatchObject({ status: 200, body: usual })
  const layout = { sections: ['goals', 'outcomes'], hidden: ['immunizations'] }
  expect(await arrange(org.owner, layout)).toMatchObject({ status: 200, body: layout })
  expect((await org.owner.get('/chart-layout')).body).toEqual(layout)
  expect((await nurse.get('/chart-layout')).body).toEqual(usual)
  await arrange(org.owner, usual)
  expect((await org.owner.get('/chart-layout')).body).toEqual(usual)
})

test('only sections can be named, and only by whoever reads charts', async () => {
  expect((await arrange(org.owner, { sections: ['No section'], hidden: [] })).status).toBe(400)
  const desk = await org.member('receptionist')
  expect((await desk.get('/chart-layout')).status).toBe(403)
  expect((await arrange(desk, { sections: [], hidden: [] })).status).toBe(403)
})
