import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openApplication, type Application } from '../../application.ts'
import { testMaster, testRolePrefix } from '../../testing/cluster.ts'
import { isDeep } from '../../testing/deep.ts'
import { createWorld, type TestOrganization, type World } from '../../testing/world.ts'
import { sealForPlatform } from '../crypto/seal.ts'
import { placementPurpose } from '../db/databases.ts'
import { newId } from '../db/ids.ts'
import { siblingAddress } from '../db/placements.ts'
import { createLog } from '../log/log.ts'

const idleDatabases = isDeep ? 200 : 20
/** Two workers: what they share, and what a pool keeps for a moment. */
const connections = isDeep ? 50 : 15
const patience = { timeout: 300_000, interval: 200 }

let world: World
let organization: TestOrganization
let second: Application
let address: string
beforeAll(async () => {
  world = await createWorld()
  organization = await world.organization({ dedicated: true })
  second = await openApplication({
    config: world.application.platform.config,
    log: createLog('silent'),
    master: testMaster,
    url: world.ownerUrl,
    rolePrefix: testRolePrefix,
    parts: { api: false, worker: true },
  })
  const { rows } = await organization.database.query('select current_database() as name')
  address = siblingAddress(world.ownerUrl, rows[0].name)
})
afterAll(async () => {
  await second.close()
  await world.close()
})

const openConnections = async () =>
  (
    await world.owner.query(
      `select count(*)::int as count from pg_stat_activity where usename like '%\\_app' and datname like $1 || '%'`,
      [new URL(world.ownerUrl).pathname.slice(1)],
    )
  ).rows[0].count

const notAtRest = async () =>
  (
    await world.owner.query(
      `select count(*)::int as count from control.due_work d join control.placements p on p.id = d.placement_id
       where p.connection_sealed is not null and (d.next_at < 'infinity' or d.taken_by is not null)`,
    )
  ).rows[0].count

test(`${idleDatabases} idle databases are looked at once, and then neither visited nor kept connected by two workers`, async () => {
  const placements = Array.from({ length: idleDatabases }, newId)
  await world.owner.query(
    `insert into control.placements (id, name, connection_sealed) select id, id, sealed from unnest($1::uuid[], $2::bytea[]) as p (id, sealed)`,
    [placements, placements.map((id) => sealForPlatform(testMaster, placementPurpose(id), address))],
  )
  await vi.waitFor(async () => {
    const { rows } = await world.owner.query(
      `select count(distinct placement_id)::int as count from control.due_work where placement_id = any ($1)`,
      [placements],
    )
    expect(rows[0].count).toBe(idleDatabases)
  }, patience)
  await vi.waitFor(async () => expect(await notAtRest()).toBe(0), patience)
  await vi.waitFor(async () => expect(await openConnections()).toBeLessThanOrEqual(connections), patience)
  const { rows } = await world.owner.query('select sum(failures)::int as failures from control.due_work')
  expect(rows).toEqual([{ failures: 0 }])
})

test('a process that is killed between its commit and the word of it delays its events, and loses none', async () => {
  await vi.waitFor(async () => expect(await notAtRest()).toBe(0), patience)
  await world.owner.query('delete from control.promised_looks')
  const child = spawn(
    process.execPath,
    [
      path.join(import.meta.dirname, 'killed-fixture.ts'),
      world.ownerUrl,
      organization.id,
      world.application.platform.config.dataDir,
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  )
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL'])
  const waiting = async () =>
    (await organization.database.query('select from tenant.events where dispatched_at is null')).rowCount
  expect(await waiting()).toBe(1)
  expect(await notAtRest()).toBe(0)
  const promised = await world.owner.query(
    "update control.promised_looks set look_at = now() - interval '1 second' where look_at < now() + interval '1 minute'",
  )
  expect(promised.rowCount).toBe(1)
  await vi.waitFor(async () => expect(await waiting()).toBe(0), patience)
})
