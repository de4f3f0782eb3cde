import { afterAll, beforeAll, expect, test } from 'vitest'
import { statuses, type Status } from '@polyclinic/contract/kit/standing/status.ts'
import { createWorld, type TestOrganization, type World } from '../../testing/world.ts'
import { inControl } from '../db/tenant-tx.ts'
import { queueWork } from '../works/queue.ts'
import { lines, startWorker, type TestWorker } from '../works/works-fixture.ts'
import { dueWork } from './due-work.ts'
import { job } from './job.ts'
import type { Workers } from './jobs.ts'

let world: World
let place: TestOrganization
let other: TestOrganization
let worker: TestWorker
let workers: Workers
const done: string[] = []
const kept: string[] = []
const during = { work: async (_text: string) => {} }
const wanted = { due: false }

const note = job('tests.note', {}, async ({ tenant }) => void done.push(tenant.organizationId))
const record = job('tests.record', {}, async ({ tenant }) => void kept.push(tenant.organizationId), { isRecord: true })
const wakes = dueWork('tests.wakes', { in: 'control', every: 3600 }, async ({ addJob }) => {
  if (!wanted.due) return
  await addJob(note, { organizationId: place.id })
  await addJob(record, { organizationId: place.id })
})
const longWork = lines({ kept: async (text, line) => (line === 1 ? during.work(text) : undefined) })

beforeAll(async () => {
  world = await createWorld({}, { hasWorker: false })
  place = await world.organization()
  other = await world.organization()
  const jobs = { [note.name]: note, [record.name]: record }
  const listeners = { 'tests.happened': [note.name, record.name] }
  const { platform } = world.application
  worker = await startWorker(platform, world.ownerUrl, [longWork], { jobs, listeners, due: [wakes] })
  workers = worker.workers
})
afterAll(async () => {
  await worker.stop()
  await world.close()
})

const set = (status: Status) =>
  world.owner.query('update control.organizations set status = $2 where id = $1', [place.id, status])

const announce = ({ id }: TestOrganization, count: number) =>
  world.owner.query(
    `insert into tenant.events (organization_id, name, payload) select $1, 'tests.happened', '{}' from generate_series(1, $2)`,
    [id, count],
  )

const count = async (query: string, values: unknown[] = []) =>
  (await world.owner.query<{ count: number }>(`select count(*)::int as count from ${query}`, values)).rows[0]!.count

const queued = () => count('graphile_worker._private_jobs')
const laidAside = () =>
  count(`graphile_worker._private_jobs where run_at = 'infinity' and attempts = 0 and locked_at is null`)
const ofPlace = (ids: readonly string[]) => ids.filter((id) => id === place.id).length

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20))
}

async function begin(): Promise<void> {
  during.work = async () => {}
  await set('active')
  await workers.drain()
  done.length = 0
  kept.length = 0
}

test.each((['trial', 'active', 'past-due', 'read-only', 'suspended'] as const).map((status) => [status]))(
  'what was begun before goes on in an organization that is %s',
  async (status) => {
    await begin()
    await set(status)
    await announce(place, 5)
    await workers.drain()
    expect([ofPlace(done), ofPlace(kept), await queued()]).toEqual([5, 5, 0])
  },
)

test('while an organization moves its jobs wait, cost no try, and run once each when it has arrived; others are not kept waiting', async () => {
  await begin()
  await set('moving')
  await announce(place, 30)
  await announce(other, 3)
  await workers.drain()
  await until(async () => (await laidAside()) === 60)
  // however often it is looked, nothing is tried
  for (let round = 0; round < 3; round++) await workers.drain()
  expect([done.length, ofPlace(done), kept.length, await laidAside(), await queued()]).toEqual([3, 0, 3, 60, 60])
  await set('active')
  await until(async () => {
    await workers.drain()
    return (await queued()) === 0
  })
  expect([ofPlace(done), ofPlace(kept)]).toEqual([30, 30])
  expect(await count('control.dropped_jobs')).toBe(0)
})

test('a job that was tried eleven times before still waits, and is not lost by it', async () => {
  await begin()
  await set('moving')
  await world.owner.query(
    `select graphile_worker.add_job('tests.note', json_build_object('organizationId', $1::text), max_attempts => 12, run_at => now() + interval '1 hour')`,
    [place.id],
  )
  await world.owner.query(`update graphile_worker._private_jobs set attempts = 11, run_at = now()`)
  await until(async () => (await laidAside()) === 1)
  await set('active')
  await until(async () => {
    await workers.drain()
    return (await queued()) === 0
  })
  expect(ofPlace(done)).toBe(1)
})

test('in a closed organization nothing runs but what seals the record, and what waited is counted by its name', async () => {
  await begin()
  await set('moving')
  await announce(place, 7)
  await until(async () => {
    await workers.drain()
    return (await laidAside()) === 14
  })
  await set('closed')
  await until(async () => {
    await workers.drain()
    return (await queued()) === 0
  })
  expect([ofPlace(done), ofPlace(kept)]).toEqual([0, 7])
  const dropped = 'select organization_id, name, count::int from control.dropped_jobs'
  const seven = [{ organization_id: place.id, name: 'tests.note', count: 7 }]
  expect((await world.owner.query(dropped)).rows).toEqual(seven)
  // what is due by itself is not even queued
  wanted.due = true
  await workers.drain()
  wanted.due = false
  expect([ofPlace(done), await queued()]).toEqual([0, 0])
  expect(ofPlace(kept)).toBeGreaterThan(7)
  expect((await world.owner.query(dropped)).rows).toEqual(seven)
  await world.owner.query('delete from control.dropped_jobs')
  await set('active')
})

const askFor = (text: string) =>
  inControl(
    world.application.platform.transactions,
    { requestId: 'test', accountId: place.owner.accountId },
    { mode: 'write' },
    (control) =>
      queueWork(control, world.application.platform.master, longWork, {
        input: { text, count: 4 },
        tenant: place.tenant,
      }),
  )

const workOf = async (id: string) =>
  (
    await world.owner.query<{ state: string; done: number; attempts: number }>(
      'select state, done, attempts from control.works where id = $1',
      [id],
    )
  ).rows[0]

const lookAgain = () => world.owner.query(`update control.works set not_before = '-infinity' where state = 'queued'`)

test('long work waits before its first step and between two, goes on where it was, and is never tried to death', async () => {
  await begin()
  await set('moving')
  const id = await askFor('ada')
  for (let round = 0; round < 8; round++) {
    await workers.drain()
    await lookAgain()
  }
  expect(await workOf(id)).toEqual({ state: 'queued', done: 0, attempts: 0 })
  during.work = async () => void (await set('moving'))
  await set('active')
  await lookAgain()
  await workers.drain()
  // the third step is the first that hears of it
  expect(await workOf(id)).toEqual({ state: 'queued', done: 3, attempts: 0 })
  during.work = async () => {}
  await set('read-only')
  await lookAgain()
  await workers.drain()
  expect(await workOf(id)).toMatchObject({ state: 'done', done: 4 })
  expect(await count('control.work_pieces where work_id = $1', [id])).toBe(4)
  await set('active')
})

test('long work of a closed organization ends at its next step, and leaves no file', async () => {
  await begin()
  const [first, second] = [await askFor('one'), await askFor('two')]
  during.work = async () => void (await set('closed'))
  await until(async () => {
    await workers.drain()
    return (await count(`control.works where id in ($1, $2) and state = 'cancelled'`, [first, second])) === 2
  })
  expect(await count('control.work_pieces where work_id in ($1, $2)', [first, second])).toBe(0)
  expect(done).toEqual([])
  during.work = async () => {}
  await set('active')
})

test('every status says what becomes of what nobody waits for', () => {
  expect(Object.entries(statuses).map(([name, { behind }]) => [name, behind])).toEqual([
    ['trial', 'goes-on'],
    ['active', 'goes-on'],
    ['past-due', 'goes-on'],
    ['read-only', 'goes-on'],
    ['suspended', 'goes-on'],
    ['moving', 'waits'],
    ['closed', 'ends'],
  ])
})
