import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isForOperators } from '@polyclinic/contract/kit/access.ts'
import { json } from '../kit/db/columns.ts'
import { anyRow, shape } from '../kit/db/row.ts'
import { inControl, inTenant, type ControlTx, type TenantTx } from '../kit/db/tenant-tx.ts'
import { operatorOf } from '../testing/operators.ts'
import { createWorld, type Person, type World } from '../testing/world.ts'
import { call, comparable, unknownIds } from './calls.ts'
import { operations } from './operations.ts'
import { samples } from './samples.ts'
import { seedOrganization, type SeededOrganization } from './seed.ts'

let world: World
let pooled: SeededOrganization
let dedicated: SeededOrganization
let operator: Person
beforeAll(async () => {
  world = await createWorld()
  pooled = await seedOrganization(await world.organization(), 'heron')
  dedicated = await seedOrganization(await world.organization({ dedicated: true }), 'xyzcanary')
  operator = await operatorOf(world)
  await world.application.workers?.stop()
})
afterAll(() => world.close())

const rowsOfAny = shape({ row: json() })

const both = [
  ['a pooled organization', () => pooled],
  ['a dedicated one', () => dedicated],
] as const

const asOperator = <Result>({ organization }: SeededOrganization, work: (tx: TenantTx) => Promise<Result>) =>
  inTenant(
    world.application.platform.transactions,
    organization.tenant,
    { requestId: 'operator', accountId: operator.accountId },
    { mode: 'read', as: 'operator' },
    work,
  )

const inControlAs = <Result>(accountId: string, work: (control: ControlTx) => Promise<Result>) =>
  inControl(
    world.application.platform.transactions,
    { requestId: 'operator', accountId },
    { mode: 'read', as: 'operator' },
    work,
  )

async function tablesOf(owner: World['owner'], schema: string): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select relname::text as name from pg_class where relnamespace = $1::regnamespace and relkind in ('r', 'p', 'v', 'm') order by 1`,
    [schema],
  )
  return rows.map(({ name }) => name)
}

test.each(both)('in SQL an operator is refused every table of %s, to read and to write', async (_name, which) => {
  const place = which()
  const tables = await tablesOf(place.organization.database, 'tenant')
  expect(tables.length).toBeGreaterThan(30)
  await asOperator(place, async (tx) => {
    for (const name of tables) {
      const table = sql.table(`tenant.${name}`)
      for (const asked of [
        sql`select from ${table}`,
        sql`select count(*) from ${table}`,
        sql`insert into ${table} default values`,
        sql`update ${table} set organization_id = organization_id`,
        sql`delete from ${table}`,
      ])
        await expect(tx.run(asked), name).rejects.toThrow(/permission denied/)
    }
  })
})

test.each(both)(
  'of %s an operator may call what counts, and what says whether there is such a clinic, and nothing else',
  async (_name, which) => {
    const place = which()
    const { rows } = await place.organization.database.query<{ name: string }>(
      `select p.proname::text as name from pg_proc p where p.pronamespace = 'tenant'::regnamespace and has_function_privilege($1, p.oid, 'execute')
     and p.prosecdef order by 1`,
      [`${world.application.platform.databases.rolePrefix}_operator`],
    )
    expect(rows).toEqual([{ name: 'has_clinic' }, { name: 'measured' }])
  },
)

test('the role alone opens nothing: who is no operator sees no row of the control database by it', async () => {
  const readable = await tablesReadable()
  expect(readable).toContain('organizations')
  const open = ['health', 'placements', 'due_work']
  for (const name of readable.filter((one) => !open.includes(one))) {
    const rows = await inControlAs(pooled.organization.owner.accountId, (control) =>
      control.all(anyRow`select from ${sql.table(`control.${name}`)}`),
    )
    expect(rows, name).toEqual([])
  }
})

test('whatever an operator may read of the control database names no patient and no member', async () => {
  const readable = await tablesReadable()
  for (const name of readable) {
    const columns = await columnsReadable(name)
    const rows = await inControlAs(operator.accountId, (control) =>
      control.all(rowsOfAny`
        select to_jsonb(t) as row from (select ${sql.raw(columns.join(', '))} from ${sql.table(`control.${name}`)}) t`),
    )
    const said = JSON.stringify(rows)
    for (const { organization, canary, people } of [pooled, dedicated]) {
      if (name !== 'organizations') expect(said, name).not.toContain(canary)
      for (const { accountId, email } of Object.values(people)) {
        expect(said, name).not.toContain(accountId)
        expect(said, name).not.toContain(email)
      }
      expect(said, name).not.toContain(`Member ${organization.slug}`)
    }
  }
})

test('every operation of the platform is walked, and no answer holds a word of what clinics wrote', async () => {
  const forOperators = operations.filter(({ meta }) => isForOperators(meta.permission))
  expect(forOperators.length).toBeGreaterThan(10)
  for (const { organization, ids } of [pooled, dedicated])
    for (const operation of forOperators) {
      const sample = samples[operation.key](ids)
      const params = sample.params?.id ? { id: organization.id } : sample.params
      const { status, body } = await call(operator, operation, organization.slug, {
        ...sample,
        ...(params && { params }),
      })
      expect(status, operation.key).toBeLessThan(500)
      const said = JSON.stringify(body)
      for (const { canary, people } of [pooled, dedicated]) {
        expect(said, operation.key).not.toContain(canary)
        for (const { email } of Object.values(people)) expect(said, operation.key).not.toContain(email)
      }
    }
  const { body } = await operator.get('/api/v1/platform/organizations')
  expect(body.items.length).toBeGreaterThan(1)
})

test('every operation of an organization answers an operator as if there were none', async () => {
  const inOrganization = operations.filter(
    ({ path, key }) => path.includes('{organization}') && key !== 'organizations.live.changes',
  )
  for (const { organization, ids, canary } of [pooled, dedicated]) {
    const nothing = unknownIds(ids)
    for (const operation of inOrganization) {
      const forAnybody = operation.meta.permission.startsWith('visitor')
      const sample = samples[operation.key](forAnybody ? nothing : ids)
      const here = await call(operator, operation, organization.slug, sample)
      if (!forAnybody) {
        expect(here.status, operation.key).toBe(404)
        const nowhere = await call(operator, operation, 'no-such-place', sample)
        expect(comparable(here, ids), operation.key).toBe(comparable(nowhere, ids))
      }
      expect(JSON.stringify(here.body), operation.key).not.toContain(canary)
    }
  }
})

async function tablesReadable(): Promise<string[]> {
  const tables = await tablesOf(world.owner, 'control')
  const { rows } = await world.owner.query<{ name: string }>(
    `select t as name from unnest($1::text[]) t where has_any_column_privilege($2, 'control.' || t, 'select')`,
    [tables, `${world.application.platform.databases.rolePrefix}_operator`],
  )
  return rows.map(({ name }) => name)
}

async function columnsReadable(table: string): Promise<string[]> {
  const { rows } = await world.owner.query<{ name: string }>(
    `select attname::text as name from pg_attribute where attrelid = ('control.' || $1)::regclass and attnum > 0 and not attisdropped
     and has_column_privilege($2, attrelid, attnum, 'select')`,
    [table, `${world.application.platform.databases.rolePrefix}_operator`],
  )
  return rows.map(({ name }) => name)
}
