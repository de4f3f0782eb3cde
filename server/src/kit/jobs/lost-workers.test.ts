import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type TestOrganization, type World } from '../../testing/world.ts'
import type { LiveFeed } from '../live/change-feed.ts'
import { job } from './job.ts'
import { startWorkers } from './jobs.ts'

let world: World
let organization: TestOrganization
beforeAll(async () => {
  world = await createWorld({}, { hasWorker: false })
  organization = await world.organization()
})
afterAll(() => world.close())

test('a job that runs for long is not taken away from a worker that lives, by itself or by another', async () => {
  const [gate, begun] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let runs = 0
  const slow = job('tests.slow', {}, async () => {
    runs++
    begun.resolve()
    await gate.promise
  })
  const { platform } = world.application
  const registry = { jobs: { [slow.name]: slow }, listeners: {}, due: [] }
  const start = () => startWorkers(platform, platform.changes as LiveFeed, registry, platform.databases.worker)
  const workers = [await start(), await start()]
  try {
    await world.owner.query(
      `select graphile_worker.add_job('tests.slow', json_build_object('organizationId', $1::text))`,
      [organization.id],
    )
    await begun.promise
    await world.owner.query(`update graphile_worker._private_jobs set locked_at = now() - interval '1 hour'`)
    // each begins by freeing what dead workers left
    for (const each of workers) await each.freeLost()
    const { rows } = await world.owner.query(
      'select attempts, locked_at is not null as "isRunning" from graphile_worker._private_jobs',
    )
    expect(rows).toEqual([{ attempts: 1, isRunning: true }])
    gate.resolve()
    for (const each of workers) await each.drain()
    expect(runs).toBe(1)
  } finally {
    gate.resolve()
    for (const each of workers) await each.stop()
  }
})
