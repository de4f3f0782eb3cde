import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { testMaster, testRolePrefix } from '../../testing/cluster.ts'
import { createTestDatabases, type TestDatabases } from '../../testing/databases.ts'
import { ask } from './ask.ts'
import { isCollision } from './collisions.ts'
import { bytea, int, uuid } from './columns.ts'
import { openDatabases, smallestPoolSize, type Databases, type Placement } from './databases.ts'
import { shape } from './row.ts'
import { inTransaction, type Transaction } from './transaction.ts'

const databaseCount = 2 * smallestPoolSize
const one = shape({ n: int })`select 1 as n`
const same = (tx: Transaction) => tx

let world: TestDatabases
let watcher: pg.Client
const placements: Placement[] = []
beforeAll(async () => {
  world = await createTestDatabases()
  for (let i = 0; i < databaseCount; i++) await world.addDedicated()
  const rows = await ask(
    world.databases.control,
    shape({ id: uuid, connection_sealed: bytea })`
      select id, connection_sealed from control.placements where connection_sealed is not null`,
  )
  placements.push(...rows.map((row) => ({ id: row.id, connectionSealed: row.connection_sealed })))
  watcher = new pg.Client({ connectionString: inject('cluster') })
  await watcher.connect()
})
afterAll(async () => {
  await watcher.end()
  await world.drop()
})

/** As another process of the same installation, with as few connections as may be. */
async function inSmallProcess(work: (databases: Databases) => Promise<void>): Promise<void> {
  const databases = openDatabases({
    url: world.ownerUrl,
    rolePrefix: testRolePrefix,
    master: testMaster,
    poolSize: smallestPoolSize,
    onError: () => {},
  })
  try {
    await work(databases)
  } finally {
    await databases.close()
  }
}

async function openConnections(): Promise<number[]> {
  const { rows } = await watcher.query<{ pid: number }>(
    `select pid from pg_stat_activity where datname like $1 || '%' and application_name like 'polyclinic %'`,
    [new URL(world.ownerUrl).pathname.slice(1)],
  )
  return rows.map(({ pid }) => pid)
}

/** The highest count of connections seen while `work` runs, beside those that were there. */
async function mostWhile(work: () => Promise<unknown>): Promise<number> {
  const before = new Set(await openConnections())
  let most = 0
  let isDone = false
  const end = work().finally(() => (isDone = true))
  while (!isDone) most = Math.max(most, (await openConnections()).filter((pid) => !before.has(pid)).length)
  await end
  return most
}

/** A change in an organization's database that asks the control database on the way, and accounts by a single statement. */
const change = (databases: Databases, placement: Placement) =>
  inTransaction(databases.holding(placement), { settings: {}, mode: 'write' }, same, async (outer) => {
    await outer.one(one)
    await inTransaction(databases.control, { settings: {}, mode: 'write' }, same, async (inner) => {
      await inner.one(one)
      await databases.accounts.query('select 1')
    })
    return (await outer.one(one)).n
  })

// one is left to listen
const cap = smallestPoolSize - 1

test('more databases than connections, all at once: everything is answered, and the cap is kept', async () => {
  await inSmallProcess(async (databases) => {
    let answers: number[] = []
    const most = await mostWhile(async () => {
      answers = await Promise.all(
        [...placements, ...placements, ...placements].flatMap((placement) => [
          change(databases, placement),
          inTransaction(
            databases.holding(placement),
            { settings: {}, mode: 'read' },
            same,
            async (tx) => (await tx.one(one)).n,
          ),
        ]),
      )
    })
    expect(answers).toEqual(Array.from({ length: databaseCount * 6 }, () => 1))
    expect(most).toBeLessThanOrEqual(cap)
    expect(most).toBeGreaterThan(cap / 2)
  })
})

test('databases used one after the other never hold more than the cap, and the last used are still open', async () => {
  await inSmallProcess(async (databases) => {
    const pools = placements.map((placement) => databases.holding(placement))
    const most = await mostWhile(async () => {
      for (const pool of pools) await pool.query('select 1')
    })
    expect(most).toBeLessThanOrEqual(cap)
    const open = pools.map((pool) => pool.totalCount)
    expect(open).toEqual(open.toSorted((a, b) => a - b))
    expect(open.slice(0, databaseCount - cap).every((count) => count === 0)).toBe(true)
    expect(open.at(-1)).toBe(1)
  })
})

test('a database in which everything hangs leaves connections to the others', async () => {
  await inSmallProcess(async (databases) => {
    const [hanging, ...others] = placements as [Placement, ...Placement[]]
    const blocker = await databases.holding(hanging).connect()
    await blocker.query('begin')
    await blocker.query('select pg_advisory_xact_lock(1, 1)')
    // whoever waits for too long is sent away, and asks again
    const lock = (): Promise<unknown> =>
      inTransaction(databases.holding(hanging), { settings: {}, mode: 'write' }, same, (tx) =>
        tx.run(sql`select pg_advisory_xact_lock(1, 1)`),
      ).catch((error: unknown) => (isCollision(error) ? lock() : Promise.reject(error as Error)))
    const stuck = Array.from({ length: 3 * smallestPoolSize }, lock)
    expect(await Promise.all(others.map((placement) => change(databases, placement)))).toEqual(others.map(() => 1))
    await blocker.query('commit')
    blocker.release()
    await Promise.all(stuck)
  })
})

test('a server that closes an idle connection gives its place back', async () => {
  await inSmallProcess(async (databases) => {
    const [first] = placements as [Placement]
    for (let round = 0; round < 2 * smallestPoolSize; round++) {
      const client = await databases.holding(first).connect()
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
      const end = new Promise((resolve) => client.once('end', resolve))
      client.release()
      await watcher.query('select pg_terminate_backend($1)', [rows[0]?.pid])
      await end
    }
    expect(await Promise.all(placements.map((placement) => change(databases, placement)))).toEqual(
      placements.map(() => 1),
    )
  })
})
