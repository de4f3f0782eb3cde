import { z } from 'zod'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inControl } from '../../../kit/db/tenant-tx.ts'
import { queueWork } from '../../../kit/works/queue.ts'
import { secretsOf } from '../../../kit/works/secrets.ts'
import { lines, linesOf, startWorker, type TestWorker } from '../../../kit/works/works-fixture.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let worker: TestWorker
let places: TestOrganization[]
beforeAll(async () => {
  world = await createWorld({}, { hasWorker: false })
  places = [await world.organization(), await world.organization({ dedicated: true })]
  worker = await startWorker(world.application.platform, world.ownerUrl, [lines()])
})
afterAll(async () => {
  await worker.stop()
  await world.close()
})

const needy = lines({}, ['organization.manage'])

const ask = (who: Person, { tenant }: TestOrganization, kind = lines()): Promise<string> => {
  const { transactions, master } = world.application.platform
  return inControl(transactions, { requestId: 'test', accountId: who.accountId }, { mode: 'write' }, (control) =>
    queueWork(control, master, kind, { input: { text: 'report', count: 3 }, tenant }),
  )
}

test('a work about an organization is found below its address by whoever asked for it, with its file', async () => {
  for (const place of places) {
    const id = await ask(place.owner, place)
    expect((await place.owner.get(`/works/${id}`)).body).toMatchObject({ id, kind: 'tests.lines' })
    await worker.workers.drain()
    expect((await place.owner.get('/works')).body.items).toMatchObject([{ id, state: 'done', result: { missing: [] } }])
    expect(await place.owner.get(`/works/${id}/result`)).toMatchObject({ status: 200, body: linesOf('report', 3) })
    const beyond = await place.owner.call('GET', `/works/${id}/result`, { headers: { range: 'bytes=9999-' } })
    expect(beyond).toMatchObject({ status: 416, body: { code: 'no-such-range' } })
    expect(await place.owner.post(`/works/${id}/cancellation`)).toMatchObject({
      status: 409,
      body: { code: 'wrong-state' },
    })
  }
})

test('it is nobody else’s: neither a colleague’s, nor below another organization, nor among one’s own', async () => {
  const [place, other] = places as [TestOrganization, TestOrganization]
  const both = await place.member('owner')
  const elsewhere = await other.join(both, 'owner')
  const id = await ask(both, place)
  const unknown = '00000000-0000-7000-8000-00000000dead'
  for (const [who, path] of [
    [place.owner, '/works'],
    [elsewhere, '/works'],
    [both, '/api/v1/me/works'],
  ] as const) {
    expect((await who.get(path)).body.items.map((each: { id: string }) => each.id)).not.toContain(id)
    for (const [method, below] of [
      ['GET', ''],
      ['POST', '/cancellation'],
      ['GET', '/result'],
    ] as const) {
      const [theirs, nobodys] = [
        await who.call(method, `${path}/${id}${below}`),
        await who.call(method, `${path}/${unknown}${below}`),
      ]
      expect(theirs.status, `${path}${below}`).toBe(404)
      expect({ ...theirs.body, requestId: '' }).toEqual({ ...nobodys.body, requestId: '' })
    }
  }
  expect((await both.get(`/works/${id}`)).status).toBe(200)
})

test('a file is not taken by whoever lost the right that it was made with', async () => {
  const [place] = places as [TestOrganization]
  const member = await place.member('owner')
  const id = await ask(member, place, needy)
  await worker.workers.drain()
  expect((await member.get(`/works/${id}/result`)).status).toBe(200)
  await world.owner.query(`update control.memberships set role_key = 'receptionist' where account_id = $1`, [
    member.accountId,
  ])
  expect((await member.get(`/works/${id}`)).body).toMatchObject({
    state: 'done',
    abilities: { download: { allowed: false, reason: 'not-allowed' } },
  })
  expect(await member.get(`/works/${id}/result`)).toMatchObject({
    status: 403,
    body: { code: 'not-allowed' },
  })
})

test('what waits is cancelled, and there is no file of it', async () => {
  const [place] = places as [TestOrganization]
  await worker.workers.stop()
  const id = await ask(place.owner, place)
  expect(await place.owner.get(`/works/${id}/result`)).toMatchObject({ status: 409, body: { code: 'wrong-state' } })
  expect(await place.owner.post(`/works/${id}/cancellation`)).toMatchObject({
    status: 200,
    body: { state: 'cancelled' },
  })
})

test('its input and its file do not open with the keys of another organization, nor with the platform’s', async () => {
  const [place, other] = places as [TestOrganization, TestOrganization]
  const id = await ask(place.owner, place)
  const { rows } = await world.owner.query<{ input_sealed: Buffer }>(
    'select input_sealed from control.works where id = $1',
    [id],
  )
  const { master } = world.application.platform
  const sealed = rows[0]!.input_sealed
  const input = z.object({ text: z.string() })
  expect(input.parse(secretsOf(master, id, place.tenant).open('input', sealed)).text).toBe('report')
  expect(() => secretsOf(master, id, other.tenant).open('input', sealed)).toThrow()
  expect(() => secretsOf(master, id).open('input', sealed)).toThrow()
})
