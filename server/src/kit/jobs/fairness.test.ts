import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type TestOrganization, type World } from '../../testing/world.ts'
import type { LiveFeed } from '../live/change-feed.ts'
import { fairPlaces } from './fairness.ts'
import { job } from './job.ts'
import { startWorkers } from './jobs.ts'

const many = 2_000

let world: World
let busy: TestOrganization
let quiet: TestOrganization
beforeAll(async () => {
  world = await createWorld({}, { hasWorker: false })
  busy = await world.organization()
  quiet = await world.organization()
})
afterAll(() => world.close())

const addEvents = (organization: TestOrganization, count: number) =>
  world.owner.query(
    `insert into tenant.events (organization_id, name, payload) select $1, 'tests.happened', '{}' from generate_series(1, $2)`,
    [organization.id, count],
  )

const queued = async () =>
  (
    await world.owner.query(
      "select count(*)::int as count from graphile_worker.jobs where task_identifier = 'tests.note'",
    )
  ).rows[0].count

test('one organization’s thousands of jobs are passed by the one job of another', async () => {
  await world.owner.query('update tenant.events set dispatched_at = now()')
  const order: string[] = []
  const gate = Promise.withResolvers<void>()
  const note = job('tests.note', {}, async ({ tenant }) => {
    order.push(tenant.organizationId)
    await gate.promise
  })
  const { platform } = world.application
  await addEvents(busy, many)
  await addEvents(quiet, 1)
  const workers = await startWorkers(
    platform,
    platform.changes as LiveFeed,
    { jobs: { [note.name]: note }, listeners: { 'tests.happened': [note.name] }, due: [] },
    platform.databases.worker,
  )
  try {
    await until(async () => (await queued()) === many + 1)
    const begun = order.length
    gate.resolve()
    await until(async () => (await queued()) === 0)
    expect(order).toHaveLength(many + 1)
    // what ran already goes on; of the rest few come before
    expect(order.indexOf(quiet.id) - begun).toBeLessThan(20)
  } finally {
    gate.resolve()
    await workers.stop()
  }
})

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 100_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50)))
    if (await isSo()) return
  throw new Error('it did not happen')
}

test('places go back with what was added lately, for each organization by itself, and forward again with time', () => {
  let seconds = 0
  const placeOf = fairPlaces(() => seconds)
  const places = Array.from({ length: 100 }, () => placeOf('busy'))
  expect(places).toEqual(places.toSorted((one, other) => one - other))
  expect(places.at(-1)).toBe(9)
  expect(placeOf('quiet')).toBe(0)
  seconds = 5
  expect(placeOf('busy')).toBe(5)
  seconds = 60
  expect(placeOf('busy')).toBe(0)
})
