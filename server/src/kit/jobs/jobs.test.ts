import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type TestOrganization, type World } from '../testing/world.ts'

let world: World
let organization: TestOrganization
beforeAll(async () => {
  world = await createWorld()
  organization = await world.organization()
})
afterAll(() => world.close())

const openJobs = async () =>
  (await world.owner.query<{ left: number }>('select count(*) as left from graphile_worker._private_jobs')).rows[0]
    ?.left

/** A job that somebody took a minute ago and never finished. */
async function abandonJob(workerId: string): Promise<void> {
  await world.owner.query(
    `select graphile_worker.add_job('messaging.deliver', json_build_object('organizationId', $1::text), run_at => now() + interval '1 hour')`,
    [organization.id],
  )
  await world.owner.query(
    `update graphile_worker._private_jobs set locked_by = $1, locked_at = now() - interval '1 minute', run_at = now() where locked_by is null`,
    [workerId],
  )
}

test('what a killed worker left locked is done by another one', async () => {
  await world.application.workers!.drain()
  await abandonJob('worker-that-was-killed')
  expect(await openJobs()).toBe(1)
  await world.application.workers!.drain()
  expect(await openJobs()).toBe(0)
})

test('the job of a worker that lives is left to it', async () => {
  const alive = await world.owner.connect()
  await alive.query("select pg_advisory_lock(7205760, hashtext('worker-that-lives'))")
  await abandonJob('worker-that-lives')
  await expect(Promise.race([world.application.workers!.drain(), later(1500)])).resolves.toBe('still there')
  expect(await openJobs()).toBe(1)
  alive.release(true)
  await world.application.workers!.drain()
  expect(await openJobs()).toBe(0)
})

test('the queue goes on after its database threw everybody out', async () => {
  await world.owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  )
  await later(1500)
  await world.owner.query(
    `select graphile_worker.add_job('messaging.deliver', json_build_object('organizationId', $1::text))`,
    [organization.id],
  )
  const end = Date.now() + 15_000
  while ((await openJobs()) !== 0 && Date.now() < end) await later(100)
  expect(await openJobs()).toBe(0)
  expect((await organization.owner.get('/patients')).status).toBe(200)
})

const rounds = 20

test(
  'a process that is stopped the moment it began lets go of its database',
  async () => {
    for (let round = 0; round < rounds; round++) {
      const brief = await createWorld()
      await expect(Promise.race([brief.close(), later(10_000)])).resolves.toBeUndefined()
    }
  },
  rounds * 15_000,
)

const later = (milliseconds: number) => new Promise((resolve) => setTimeout(() => resolve('still there'), milliseconds))
