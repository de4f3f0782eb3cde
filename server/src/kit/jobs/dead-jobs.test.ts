import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testRolePrefix } from '../../testing/cluster.ts'
import { createWorld, type TestOrganization, type World } from '../../testing/world.ts'
import { dropDeadJobs, listDeadJobs, retryDeadJobs } from './dead-jobs.ts'

let world: World
let organization: TestOrganization
beforeAll(async () => {
  world = await createWorld()
  organization = await world.organization()
})
afterAll(() => world.close())

const patience = { timeout: 300_000 }

const pool = () => world.application.platform.databases.worker

/** A job that cannot succeed and has one try. */
async function addHopeless(): Promise<string> {
  const { rows } = await world.owner.query(
    `select (graphile_worker.add_job('patients.tell-owners', json_build_object('organizationId', $1::text), max_attempts => 1)).id::text as id`,
    [organization.id],
  )
  await world.application.workers!.drain()
  return rows[0].id
}

const health = async () => (await world.application.http!.inject({ url: '/health/ready' })).json()

test('a job that used all its tries is counted in the health, listed, and tried again when somebody says so', async () => {
  expect(await health()).toEqual({ status: 'ready', deadJobs: 0, silentDatabases: 0 })
  const id = await addHopeless()
  // what is counted is counted by due work, which runs after the job
  await world.application.workers!.drain()
  expect(await health()).toEqual({ status: 'ready', deadJobs: 1, silentDatabases: 0 })
  expect(await listDeadJobs(pool())).toMatchObject([
    { id, name: 'patients.tell-owners', organization_id: organization.id, attempts: 1 },
  ])
  expect(await retryDeadJobs(pool(), [id])).toBe(1)
  await vi.waitFor(async () => {
    const [again] = await listDeadJobs(pool())
    expect(again).toMatchObject({ id, attempts: 1 })
  }, patience)
  expect(await dropDeadJobs(pool(), [id])).toBe(1)
  await world.application.workers!.drain()
  expect(await health()).toMatchObject({ deadJobs: 0 })
})

test('only dead jobs are retried or dropped, whatever ids are given', async () => {
  const { rows } = await world.owner.query(
    `select (graphile_worker.add_job('patients.tell-owners', '{}', run_at => now() + interval '1 hour')).id::text as id`,
  )
  const ids = [rows[0].id, '4711']
  expect([await retryDeadJobs(pool(), ids), await dropDeadJobs(pool(), ids)]).toEqual([0, 0])
  const left = await world.owner.query('delete from graphile_worker._private_jobs where id = $1', [rows[0].id])
  expect(left.rowCount).toBe(1)
})

test('the command line lists them and drops them', async () => {
  const id = await addHopeless()
  const run = async (...args: string[]) =>
    (
      await promisify(execFile)(process.execPath, [path.join(import.meta.dirname, '../../cli.ts'), 'jobs', ...args], {
        env: {
          PATH: process.env.PATH,
          NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
          DATABASE_URL: world.ownerUrl,
          ROLE_PREFIX: testRolePrefix,
          MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
          DATA_DIR: world.application.platform.config.dataDir,
        },
      })
    ).stdout
  expect(await run()).toContain(`${id}\tpatients.tell-owners\t${organization.id}`)
  expect(await run('drop', id)).toBe('1 jobs are dropped\n')
  expect(await run()).toBe('No job used all its tries\n')
})
