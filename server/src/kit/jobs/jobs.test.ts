import { afterAll, beforeAll, expect, test } from 'vitest'
import { isDeep } from '../../testing/deep.ts'
import { createWorld, type TestOrganization, type World } from '../../testing/world.ts'

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
  const { rowCount } = await world.owner.query(
    `update graphile_worker._private_jobs set locked_by = $1, locked_at = now() - interval '1 minute', run_at = now() where locked_by is null`,
    [workerId],
  )
  expect(rowCount).toBe(1)
}

test('what a killed worker left locked is done by another one', async () => {
  await world.application.workers!.drain()
  await abandonJob('worker-that-was-killed')
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

test('what an older version queued is done by this one', async () => {
  const nobody = '01980000-0000-7000-8000-000000000000'
  const event = { organizationId: organization.id, eventId: '4711', by: 'web' }
  // as they lie in queues of 0.1; a name or a field that changes here is lost in somebody's database
  const queued: [job: string, payload: object][] = [
    ['messaging.deliver', { ...event, messageId: nobody, runAt: '2026-11-01 09:00:00.123456+00' }],
    ['messaging.deliver', { organizationId: organization.id }],
    ['patients.fold-anew', { organizationId: organization.id }],
    ['patients.send-claim-code', { ...event, codeId: nobody }],
    ['patients.tell-owners', { ...event, accessId: nobody, accountId: nobody, patientId: nobody }],
    ['scheduling.release-claim', { ...event, claimId: nobody }],
    ['scheduling.settle-claims', { organizationId: organization.id }],
    ['scheduling.share-practitioner', { organizationId: organization.id, accountId: nobody }],
  ]
  for (const [job, payload] of queued)
    await world.owner.query('select graphile_worker.add_job($1, $2)', [job, JSON.stringify(payload)])
  await world.application.workers!.drain()
  expect(await openJobs()).toBe(0)
})

test('a job whose payload is not as declared fails, and is kept with the reason', async () => {
  await world.owner.query(
    `select graphile_worker.add_job('patients.tell-owners', json_build_object('organizationId', $1::text))`,
    [organization.id],
  )
  await world.application.workers!.drain()
  const { rows } = await world.owner.query(`delete from graphile_worker._private_jobs returning last_error`)
  expect(rows).toMatchObject([{ last_error: expect.stringContaining('accessId') }])
})

test('the queue goes on after its database threw everybody out', async () => {
  await world.owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  )
  const addJob = () =>
    world.owner.query(
      `select graphile_worker.add_job('messaging.deliver', json_build_object('organizationId', $1::text))`,
      [organization.id],
    )
  // this one was thrown out as well
  await expect
    .poll(() =>
      addJob().then(
        ({ rowCount }) => rowCount,
        () => 0,
      ),
    )
    .toBe(1)
  await expect.poll(openJobs).toBe(0)
  expect((await organization.owner.get('/patients')).status).toBe(200)
})

const rounds = isDeep ? 20 : 5

test('a process that is stopped the moment it began lets go of its database', async () => {
  for (let round = 0; round < rounds; round++) {
    const brief = await createWorld()
    await brief.close()
  }
})

const later = (milliseconds: number) => new Promise((resolve) => setTimeout(() => resolve('still there'), milliseconds))
