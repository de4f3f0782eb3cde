import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type TestOrganization, type World } from '../../testing/world.ts'
import { deleteInSteps } from './retention.ts'

let world: World
let organization: TestOrganization
beforeAll(async () => {
  world = await createWorld()
  organization = await world.organization({ dedicated: true })
})
afterAll(() => world.close())

const addEvents = (count: number, dispatched: string | null) =>
  organization.database.query(
    `insert into tenant.events (organization_id, name, payload, xact, dispatched_at)
     select $1, 'a.b', '{}', 100 + nth % 10, now() - $2::interval from generate_series(1, $3) nth`,
    [organization.id, dispatched, count],
  )

const answersIn = (database: World['owner'], table: string, ages: string[]) =>
  database.query(
    `insert into ${table}.idempotency_keys (${table === 'tenant' ? 'organization_id, ' : ''}account_id, route, key, body_hash, at)
     select ${table === 'tenant' ? '$2::uuid, ' : ''}coalesce($2::uuid, gen_random_uuid()), 'POST /x', age, '\\x00', now() - age::interval from unnest($1::text[]) age`,
    [ages, organization.id],
  )

const keysIn = async (database: World['owner'], table: string) =>
  (await database.query(`select key from ${table}.idempotency_keys where route = 'POST /x'`)).rows.map(({ key }) => key)

test('events go 14 days after they were handed on, all of them, and no other', async () => {
  await world.application.workers!.drain()
  await organization.database.query('delete from tenant.events')
  await addEvents(1_200, '14 days 1 minute')
  await addEvents(3, '13 days 23 hours')
  await world.application.workers!.drain()
  const { rows } = await organization.database.query(
    `select count(*)::int as kept, min(dispatched_at) > now() - interval '14 days' as "areYoung" from tenant.events where name = 'a.b'`,
  )
  expect(rows).toEqual([{ kept: 3, areYoung: true }])
  const noted = await organization.database.query(
    'select below::int from tenant.forgotten_events where organization_id = $1',
    [organization.id],
  )
  expect(noted.rows).toEqual([{ below: 110 }])
})

test('whoever goes on from before what is kept is told to read all again, others are not', async () => {
  await world.application.http!.listen({ port: 0, host: '127.0.0.1' })
  const { port } = world.application.http!.server.address() as { port: number }
  const firstOf = async (since: string) => {
    const gone = new AbortController()
    const answer = await fetch(
      `http://127.0.0.1:${port}/api/v1/organizations/${organization.slug}/changes?since=${since}`,
      { headers: { authorization: `Bearer ${organization.owner.token}` }, signal: gone.signal },
    )
    const subjects = new Set<string>()
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      for (const [, data = '{}'] of chunk.matchAll(/^data: (.*)$/gm)) {
        const { subject, ids } = JSON.parse(data) as { subject: string; ids: string[] }
        subjects.add(ids.length === 0 ? subject : `${subject} by its ids`)
      }
      if ([...subjects].some((subject) => subject.startsWith('patient'))) break
    }
    gone.abort()
    return subjects
  }
  const patient = await organization.owner.post('/patients', { kind: 'human', givenName: 'Ada' })
  expect(patient.status).toBe(201)
  expect([...(await firstOf('105-0'))]).toContain('patient')
  expect([...(await firstOf('110-0'))]).toEqual(['patient by its ids'])
})

test('answers that were given once go after 48 hours, in either database, and no other', async () => {
  const ages = ['49 hours', '47 hours']
  await answersIn(organization.database, 'tenant', ages)
  await answersIn(world.owner, 'control', ages)
  await world.application.workers!.drain()
  expect(await keysIn(organization.database, 'tenant')).toEqual(['47 hours'])
  expect(await keysIn(world.owner, 'control')).toEqual(['47 hours'])
})

test('what takes old rows away can take no young ones, even by itself', async () => {
  await addEvents(2, '1 day')
  const client = await organization.database.connect()
  try {
    await client.query('begin')
    await client.query('set local role polyclinic_test_retention')
    const gone = await client.query("delete from tenant.events where name = 'a.b'")
    expect(gone.rowCount).toBe(0)
    await expect(client.query("update tenant.events set name = 'c.d'")).rejects.toThrow(/permission/)
  } finally {
    await client.query('rollback')
    client.release()
  }
})

test('what ended of accounts goes 500 rows a statement, and nothing that has not ended', async () => {
  const { accounts } = world.databases
  await world.owner.query(
    `insert into auth.guess (key, count, window_ends_at)
     select 'step ' || nth, 1, now() + case when nth > 1200 then 1 else -1 end * interval '2 hours' from generate_series(1, 1210) nth`,
  )
  const deleted: (number | null)[] = []
  const counting = {
    async query(statement: { name: string; text: string }) {
      const { rowCount } = await accounts.query(statement)
      deleted.push(rowCount)
      return { rowCount }
    },
  }
  await deleteInSteps(counting, 'auth.guess', "key ^@ 'step ' and window_ends_at < statement_timestamp()")
  const { rows } = await world.owner.query("select count(*)::int as left from auth.guess where key ^@ 'step '")
  expect([deleted, rows[0].left]).toEqual([[500, 500, 200], 10])
})
