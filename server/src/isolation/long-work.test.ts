import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bigint, text } from '../kit/db/columns.ts'
import { shape } from '../kit/db/row.ts'
import { inTenant, type TenantTx } from '../kit/db/tenant-tx.ts'
import { createWorld, type World } from '../testing/world.ts'
import { seedOrganization, type SeededOrganization } from './seed.ts'

let world: World
let pooled: SeededOrganization
let other: SeededOrganization
let dedicated: SeededOrganization
beforeAll(async () => {
  world = await createWorld()
  pooled = await seedOrganization(await world.organization(), 'heron')
  other = await seedOrganization(await world.organization(), 'xyzcanaryone')
  dedicated = await seedOrganization(await world.organization({ dedicated: true }), 'xyzcanarytwo')
  // nothing chains events while rows are counted
  await world.application.workers?.stop()
})
afterAll(() => world.close())

/** Codes, keys, and what is mechanism alone. */
const nothing = [
  'audit_keys',
  'claim_codes',
  'events',
  'forgotten_events',
  'idempotency_keys',
  'links',
  'phone_links',
  'search_tokens',
]

const asLongWork = <Result>({ organization }: SeededOrganization, work: (tx: TenantTx) => Promise<Result>) => {
  const { transactions } = world.application.platform
  const caller = { requestId: 'long', accountId: organization.owner.accountId }
  return inTenant({ ...transactions, isLong: true }, organization.tenant, caller, { mode: 'read' }, work)
}

async function tablesOf({ organization }: SeededOrganization): Promise<string[]> {
  const { rows } = await organization.database.query<{ name: string }>(
    "select relname::text as name from pg_class where relnamespace = 'tenant'::regnamespace and relkind in ('r', 'p') order by 1",
  )
  return rows.map(({ name }) => name)
}

const counted = (name: string) =>
  shape({ rows: bigint, own: bigint })`
    select count(*) as rows, count(*) filter (where organization_id = current_setting('app.organization_id')::uuid) as own
    from ${sql.table(`tenant.${name}`)}`

test.each([
  ['a pooled organization', () => pooled],
  ['one beside it', () => other],
  ['a dedicated one', () => dedicated],
])('long work sees every row of %s, table by table, and no row of another', async (_name, which) => {
  const place = which()
  const tables = await tablesOf(place)
  await asLongWork(place, async (tx) => {
    for (const name of tables) {
      if (nothing.includes(name)) {
        await expect(tx.one(counted(name)), name).rejects.toThrow(/permission denied/)
        continue
      }
      const { rows: truth } = await place.organization.database.query<{ rows: number }>(
        `select count(*)::int as rows from tenant.${name} where organization_id = $1`,
        [place.organization.id],
      )
      const seen = await tx.one(counted(name))
      expect(seen, name).toEqual({ rows: truth[0]?.rows, own: truth[0]?.rows })
    }
  })
  expect(nothing.filter((name) => !tables.includes(name))).toEqual([])
})

test('long work changes no table, whatever it asks', async () => {
  const tables = await tablesOf(pooled)
  await asLongWork(pooled, async (tx) => {
    for (const name of tables) {
      const table = sql.table(`tenant.${name}`)
      for (const change of [
        sql`delete from ${table}`,
        sql`insert into ${table} default values`,
        sql`update ${table} set organization_id = organization_id`,
      ])
        await expect(tx.run(change), name).rejects.toThrow(/permission denied/)
    }
  })
})

test('long work has a minute a statement, plans of its own, and connections that no request waits for', async () => {
  const limits = shape({ role: text, statement: text, idle: text, plans: text, helpers: text, application: text })`
    select current_user::text as role, current_setting('statement_timeout') as statement,
      current_setting('idle_in_transaction_session_timeout') as idle, current_setting('plan_cache_mode') as plans,
      current_setting('max_parallel_workers_per_gather') as helpers, current_setting('application_name') as application`
  for (const place of [pooled, dedicated]) {
    expect(await asLongWork(place, (tx) => tx.one(limits))).toEqual({
      role: `${world.application.platform.databases.rolePrefix}_batch`,
      statement: '1min',
      idle: '1min',
      plans: 'force_custom_plan',
      helpers: '0',
      application: 'polyclinic long work',
    })
    expect(await place.organization.inTenant((tx) => tx.one(limits), 'read')).toMatchObject({
      statement: '5s',
      application: 'polyclinic app',
    })
  }
})
