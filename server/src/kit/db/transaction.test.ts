import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabases, type TestDatabases } from '../../testing/databases.ts'
import { newId } from './ids.ts'
import { roleName } from './roles.ts'
import { testRolePrefix } from '../../testing/cluster.ts'
import {
  actingAsItself,
  ClientTransaction,
  inTransaction,
  type ActingTransaction,
  type Transaction,
} from './transaction.ts'
import type { Settings } from './tenants/settings.ts'
import { int, text, uuid } from './columns.ts'
import { anyRow, shape } from './row.ts'

let world: TestDatabases
const organizations = Array.from({ length: 20 }, newId)

beforeAll(async () => {
  world = await createTestDatabases()
  for (const organizationId of organizations) {
    await inTransaction(world.databases.control, { settings: { organizationId }, mode: 'write' }, same, (tx) =>
      tx.run(sql`insert into tenant.legal_entities (organization_id, id, name, country, currency)
        select ${organizationId}, tenant.uuid_v7(), 'Entity ' || n, 'DE', 'EUR' from generate_series(1, 5) n`),
    )
  }
})
afterAll(() => world.drop())

const same = (tx: Transaction) => tx
const read = <Result>(settings: Settings, work: (tx: Transaction) => Promise<Result>) =>
  inTransaction(world.databases.control, { settings, mode: 'read' }, same, work)
const owners = shape({ organization_id: uuid })`select organization_id from tenant.legal_entities`

test('20,000 reads of random organizations on shared connections, with errors in between, show no row of another', async () => {
  const rounds = process.env.DEEP ? 20_000 : 3_000
  let left = rounds
  let failed = 0
  async function worker() {
    while (left-- > 0) {
      const organizationId = organizations[Math.floor(Math.random() * organizations.length)]
      const breaks = Math.random() < 0.05
      try {
        const rows = await read({ organizationId }, (tx) =>
          tx.all(
            breaks
              ? shape({
                  organization_id: uuid,
                })`select 1 / (count(*) - count(*)) as organization_id from tenant.legal_entities`
              : owners,
          ),
        )
        expect(rows).toHaveLength(5)
        expect(rows.every((row) => row.organization_id === organizationId)).toBe(true)
      } catch (error) {
        if (!breaks) throw error
        failed++
      }
    }
  }
  await Promise.all(Array.from({ length: 32 }, worker))
  expect(failed).toBeGreaterThan(0)
})

test('without a setting there are no rows, and what was set is gone after the statement', async () => {
  expect(await read({}, (tx) => tx.all(owners))).toEqual([])
  const client = await world.databases.control.connect()
  await new ClientTransaction(client, { settings: { organizationId: organizations[0] }, mode: 'read' }).all(owners)
  const { rows } = await client.query("select current_setting('app.organization_id', true) as left_over")
  expect(rows[0].left_over || '').toBe('')
  expect((await client.query('select * from tenant.legal_entities')).rows).toEqual([])
  client.release()
})

test('a row for another organization is refused by the database', async () => {
  const [ours, theirs] = organizations
  const insert = inTransaction(
    world.databases.control,
    { settings: { organizationId: ours }, mode: 'write' },
    same,
    (tx) =>
      tx.run(
        sql`insert into tenant.legal_entities (organization_id, id, name, country, currency) values (${theirs}, ${newId()}, 'x', 'DE', 'EUR')`,
      ),
  )
  await expect(insert).rejects.toMatchObject({ code: '42501' })
})

test('a write that fails leaves nothing, and the connection is as good as before', async () => {
  const organizationId = organizations[1]
  const before = await read({ organizationId }, (tx) => tx.all(owners))
  for (let i = 0; i < 30; i++) {
    const write = inTransaction(
      world.databases.control,
      { settings: { organizationId }, mode: 'write' },
      same,
      async (tx) => {
        await tx.run(
          sql`insert into tenant.legal_entities (organization_id, id, name, country, currency) values (${organizationId}, ${newId()}, 'half', 'DE', 'EUR')`,
        )
        if (i % 3 === 0) await tx.run(sql`select 1 / 0`)
        if (i % 3 === 1) await tx.run(sql`select * from tenant.no_such_table`)
        throw new Error('stop')
      },
    )
    await expect(write).rejects.toThrow()
  }
  expect(await read({ organizationId }, (tx) => tx.all(owners))).toEqual(before)
})

test('a statement whose parsing failed can be sent again on the same connection', async () => {
  const client = await world.databases.control.connect()
  const tx = new ClientTransaction(client, { settings: { organizationId: organizations[2] }, mode: 'read' })
  const broken = sql`select * from tenant.not_there_yet`
  await expect(tx.run(broken)).rejects.toMatchObject({ code: '42P01' })
  await expect(tx.run(broken)).rejects.toMatchObject({ code: '42P01' })
  expect(await tx.all(owners)).toHaveLength(5)
  client.release()
})

test('what runs with the commit fails with it', async () => {
  const organizationId = organizations[3]
  const id = newId()
  const write = inTransaction(
    world.databases.control,
    { settings: { organizationId }, mode: 'write' },
    same,
    async (tx) => {
      await tx.run(
        sql`insert into tenant.legal_entities (organization_id, id, name, country, currency) values (${organizationId}, ${id}, 'x', 'DE', 'EUR')`,
      )
      tx.atCommit(
        sql`insert into tenant.legal_entities (organization_id, id, name, country, currency) values (${organizationId}, ${id}, 'twice', 'DE', 'EUR')`,
      )
    },
  )
  await expect(write).rejects.toMatchObject({ code: '23505' })
  expect(
    await read({ organizationId }, (tx) => tx.all(anyRow`select from tenant.legal_entities where id = ${id}`)),
  ).toEqual([])
})

test('a first statement costs one round trip', async () => {
  const sent: number[] = []
  const client = new pg.Client(world.databases.control.options)
  await client.connect()
  const { stream } = (
    client as unknown as {
      connection: { stream: NodeJS.EventEmitter & { on(event: 'data', listener: () => void): void } }
    }
  ).connection
  const tx = new ClientTransaction(client as unknown as pg.PoolClient, {
    settings: { organizationId: organizations[4] },
    mode: 'read',
  })
  await tx.all(owners)
  stream.on('data', () => sent.push(1))
  await tx.all(owners)
  expect(sent).toHaveLength(1)
  await client.end()
})

test('many more transactions than there are clients can each open others inside, also at one moment', async () => {
  const { control } = world.databases
  const count = shape({ n: int })`select count(*)::int as n from tenant.legal_entities`
  const nested = (organizationId: string | undefined) =>
    inTransaction(control, { settings: { organizationId }, mode: 'write' }, same, async (outer) => {
      await outer.all(count)
      const read = await inTransaction(control, { settings: { organizationId }, mode: 'read' }, same, async (tx) => {
        await tx.all(count)
        return inTransaction(control, { settings: { organizationId }, mode: 'write' }, same, (inner) =>
          inner.one(count),
        )
      })
      return read.n
    })
  // one that waited for a client of its own pool would wait until the pool gives up
  const found = await Promise.all(organizations.flatMap((id) => [nested(id), nested(id), nested(id)]))
  expect(found).toEqual(found.map(() => 5))
})

const roleNow = shape({ role: text })`select current_user::text as role`
const visitor = roleName(testRolePrefix, 'visitor')
const app = roleName(testRolePrefix, 'app')

test('somebody from outside acts as their role until the organization acts for them, and again after that', async () => {
  const [organizationId] = organizations
  const acting = (tx: ActingTransaction) => tx
  const roles = async (mode: 'read' | 'write') =>
    inTransaction(
      world.databases.control,
      { settings: { organizationId, role: visitor }, mode },
      acting,
      async (tx) => {
        const seen = [await tx.one(roleNow)]
        const look = async () => void seen.push(await tx.one(roleNow))
        await actingAsItself(tx, async () => {
          await actingAsItself(tx, look)
          await look()
        })
        await look()
        return seen.map(({ role }) => role)
      },
    )
  for (const mode of ['read', 'write'] as const) expect(await roles(mode)).toEqual([visitor, app, app, visitor])
})

test('a role from outside is gone with its transaction, also with one that failed', async () => {
  const [organizationId] = organizations
  const settings = { organizationId, role: visitor }
  const tries = Array.from({ length: 60 }, (_, nth) =>
    inTransaction(world.databases.control, { settings, mode: nth % 2 ? 'read' : 'write' }, same, (tx) =>
      tx.run(sql`select 1 / 0`),
    ).catch(() => read({ organizationId }, (tx) => tx.one(roleNow))),
  )
  expect(new Set((await Promise.all(tries)).map((row) => (row as { role: string }).role))).toEqual(new Set([app]))
})

test('what is written along with the commit is the application’s own, whoever acts, in no more round trips', async () => {
  const [organizationId] = organizations
  const announced = (name: string) => sql`insert into tenant.events (organization_id, name, payload)
    values (${organizationId}, ${name}, '{}')`
  await inTransaction(
    world.databases.control,
    { settings: { organizationId, role: visitor }, mode: 'write' },
    same,
    async (tx) => {
      await tx.one(roleNow)
      tx.atCommit(announced('outside.spoke'))
    },
  )
  await expect(
    inTransaction(world.databases.control, { settings: { organizationId, role: visitor }, mode: 'write' }, same, (tx) =>
      tx.run(announced('outside.wrote')),
    ),
  ).rejects.toThrow(/permission denied/)
  const { rows } = await world.owner.query("select name from tenant.events where name like 'outside.%'")
  expect(rows).toEqual([{ name: 'outside.spoke' }])
})
