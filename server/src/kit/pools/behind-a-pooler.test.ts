import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type World } from '../../testing/world.ts'

let world: World
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world.close())

const pools = () => Object.entries({ app: world.databases.control, auth: world.databases.accounts })
const many = Array.from({ length: 200 }, (_, i) => i)

test('a statement with a name finds another session behind the pooler, and fails there', async () => {
  const clients = await Promise.all(
    many.slice(0, 40).map(async () => {
      const client = new pg.Client(world.databases.control.options)
      await client.connect()
      return client
    }),
  )
  const failures: unknown[] = []
  for (const n of many.slice(0, 5)) {
    const asked = clients.map((client) => client.query({ name: 'by-hand', text: 'select $1::int as n', values: [n] }))
    failures.push(...(await Promise.allSettled(asked)).filter(({ status }) => status === 'rejected'))
  }
  expect(failures.length).toBeGreaterThan(0)
  await Promise.all(clients.map((client) => client.end()))
})

test('statements that libraries name are sent without, and sessions keep nothing prepared', async () => {
  for (const [, pool] of pools()) {
    const asked = many.map((n) => pool.query({ name: 'named', text: 'select $1::int as n', values: [n] }))
    expect((await Promise.all(asked)).map(({ rows }) => rows[0].n)).toEqual(many)
    const kept = await Promise.all(
      many.map(() => pool.query("select count(*)::int as n from pg_prepared_statements where name = 'named'")),
    )
    expect(new Set(kept.map(({ rows }) => rows[0].n))).toEqual(new Set([0]))
  }
})

test('roles keep their limits behind it, and the accounts’ library finds its schema', async () => {
  for (const [kind, pool] of pools()) {
    const { rows } = await pool.query(
      "select current_user as who, current_setting('statement_timeout') as limit, current_setting('search_path') as path",
    )
    expect(rows).toEqual([{ who: expect.stringMatching(`_${kind}$`), limit: '5s', path: '"$user", public' }])
  }
})

test('who listens and who locks has a session past it', async () => {
  const { rows } = await world.owner.query<{ name: string; query: string }>(
    `select application_name as name, query from pg_stat_activity
    where datname = current_database() and application_name in ('polyclinic live', 'polyclinic worker') and query ~* '^listen'`,
  )
  expect(rows.map(({ name }) => name).toSorted()).toEqual(['polyclinic live', 'polyclinic worker'])
  const { rows: locks } = await world.owner.query(
    `select a.application_name from pg_locks l join pg_stat_activity a using (pid)
    where l.locktype = 'advisory' and a.datname = current_database()`,
  )
  expect(new Set(locks.map((row) => row.application_name))).toEqual(new Set(['polyclinic worker']))
})
