import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  documentedPermission,
  isForAnybody,
  isFromOutside,
  type MemberAccess,
} from '@polyclinic/contract/kit/access.ts'
import { allows } from '../kit/http/rights.ts'
import { addressAs } from '../kit/db/databases.ts'
import { newId } from '../kit/db/ids.ts'
import { roleName, rolePassword } from '../kit/db/roles.ts'
import { testMaster, testRolePrefix } from '../testing/cluster.ts'
import { createWorld, type Answer, type Person, type World } from '../testing/world.ts'
import { isBuiltInRole, permissionsOf } from '@polyclinic/contract/kit/permission.ts'
import { call, comparable, swappedIn, unknownIds, withEmail } from './calls.ts'
import { operations, type Operation } from './operations.ts'
import type { Sample } from '../testing/isolation.ts'
import { isolations, samples } from './samples.ts'
import { seedOrganization, type SeededOrganization } from './seed.ts'
import { bigint } from '../kit/db/columns.ts'
import { shape } from '../kit/db/row.ts'

let world: World
let pooled: SeededOrganization
let other: SeededOrganization
let dedicated: SeededOrganization

beforeAll(async () => {
  world = await createWorld()
  pooled = await seedOrganization(await world.organization(), 'heron')
  other = await seedOrganization(await world.organization(), 'xyzcanaryone')
  dedicated = await seedOrganization(await world.organization({ dedicated: true }), 'xyzcanarytwo')
})
afterAll(() => world.close())

const isLive = (operation: Operation) => operation.key === 'organizations.live.changes'
const inOrganization = operations.filter((operation) => operation.path.includes('{organization}'))
const forMembers = inOrganization.filter(({ meta }) => !isFromOutside(meta.permission))
const rightsOf = (role: string) => new Set<string>(isBuiltInRole(role) ? permissionsOf(role) : [])

test('every operation of the document is part of this proof', async () => {
  const { body } = await world.anybody.get('/api/openapi.json')
  const documented = Object.entries(body.paths as Record<string, Record<string, { 'x-permission'?: string }>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(
        ([method, { 'x-permission': permission }]) => `${method.toUpperCase()} ${path} ${permission}`,
      ),
  )
  expect(documented.toSorted()).toEqual(
    operations.map(({ method, path, meta }) => `${method} ${path} ${documentedPermission(meta.permission)}`).toSorted(),
  )
  expect(Object.keys(samples).toSorted()).toEqual(operations.map(({ key }) => key).toSorted())
})

test('every table of every feature holds a row of each organization, so that the proof says something about it', async () => {
  const bare: string[] = []
  for (const { organization } of [pooled, other, dedicated]) {
    for (const { owns, isolation } of isolations) {
      const filled = owns.filter((table) => table.startsWith('tenant.') && !isolation.empty?.[table])
      for (const table of filled) {
        const counted = await organization.inTenant((tx) =>
          tx.one(
            shape({
              rows: bigint,
            })`select count(*) as rows from ${sql.raw(table)} where organization_id = ${organization.id}`,
          ),
        )
        if (counted.rows === 0) bare.push(table)
      }
      for (const table of Object.keys(isolation.empty ?? {})) expect(owns).toContain(table)
    }
  }
  expect(bare).toEqual([])
})

test('signed out, every operation but the public ones answers 401', async () => {
  for (const operation of operations) {
    const answer = await call(world.anybody, operation, pooled.organization.slug, samples[operation.key](pooled.ids))
    // a refresh token is itself what signs in: an unknown one is refused so
    if (operation.key === 'programs.tokens.refresh') expect(answer.status, operation.key).toBe(401)
    else if (isForAnybody(operation.meta.permission)) expect(answer.status, operation.key).not.toBe(401)
    else expect(answer.status, operation.key).toBe(401)
  }
})

test('a role without the permission is refused before anything is read', async () => {
  for (const operation of forMembers) {
    for (const [role, person] of Object.entries(pooled.people)) {
      if (allows({ roleKey: role, permissions: rightsOf(role) }, operation.meta.permission as MemberAccess)) continue
      const answer = await call(person, operation, pooled.organization.slug, samples[operation.key](pooled.ids))
      expect(answer, `${operation.key} as ${role}`).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
    }
  }
})

test('a name of the path cannot be planted in query or body', async () => {
  for (const operation of inOrganization.filter((each) => !isLive(each))) {
    const sample = samples[operation.key](pooled.ids)
    // whom the seed linked to the patient: to the owner these look as if nothing were there
    const caller = operation.meta.permission.startsWith('linked')
      ? (pooled.people.staff as Person)
      : pooled.organization.owner
    for (const name of [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')) {
      const planted = name === 'organization' ? other.organization.slug : newId()
      const inQuery = await call(caller, operation, pooled.organization.slug, {
        ...sample,
        query: { ...sample.query, [name]: planted },
      })
      expect(inQuery.status, `${operation.key} ${name} in query`).toBe(400)
      if (operation.method === 'GET' || operation.meta.takes) continue
      const body = Array.isArray(sample.body)
        ? [{ ...(sample.body[0] as object), [name]: planted }]
        : { ...(sample.body as object), [name]: planted }
      const inBody = await call(caller, operation, pooled.organization.slug, { ...sample, body })
      expect(inBody.status, `${operation.key} ${name} in body`).toBe(400)
    }
  }
})

describe.each([
  ['a pooled organization', () => [pooled, other] as const],
  ['a dedicated organization', () => [pooled, dedicated] as const],
  ['a pooled organization, from a dedicated one', () => [dedicated, other] as const],
])('the data of %s', (_name, pair) => {
  test('under its own address, it looks to strangers like one that does not exist', async () => {
    const [ours, theirs] = pair()
    for (const operation of forMembers) {
      for (const [role, person] of Object.entries(ours.people)) {
        const foreign = await call(person, operation, theirs.organization.slug, samples[operation.key](theirs.ids))
        const unknown = await call(person, operation, 'no-such-place', samples[operation.key](theirs.ids))
        expect(foreign.status, `${operation.key} as ${role}`).toBe(404)
        expect(comparable(foreign, theirs.ids), `${operation.key} as ${role}`).toBe(comparable(unknown, theirs.ids))
      }
    }
  })

  test('what any account may ask of it tells a stranger nothing', async () => {
    const [ours, theirs] = pair()
    const open = inOrganization.filter(
      (each) => isFromOutside(each.meta.permission) && !isForAnybody(each.meta.permission),
    )
    expect(open.map(({ key }) => key).toSorted()).toEqual([
      'patients.connections.confirm',
      'patients.connections.leave',
      'patients.connections.request',
      'patients.pictures.readOwn',
      'rights.requests.ask',
      'scheduling.ownAppointments.list',
      'scheduling.ownAppointments.past',
    ])
    const stranger = ours.people.staff as Person
    const nobody = unknownIds(theirs.ids)
    for (const operation of open) {
      const held = samples[operation.key](theirs.ids)
      const unheld = samples[operation.key](nobody)
      const email = `${theirs.canary}@patient.test`
      const foreign = await call(stranger, operation, theirs.organization.slug, withEmail(held, email))
      const unknown = await call(stranger, operation, theirs.organization.slug, unheld)
      expect(comparable(foreign, theirs.ids).replaceAll(email, 'someone@new.test'), operation.key).toBe(
        comparable(unknown, nobody),
      )
    }
  })

  test('its ids, in path, query and body, answer like ids that nobody has, and nothing of it is shown', async () => {
    const [ours, theirs] = pair()
    const nobody = unknownIds(ours.ids)
    for (const operation of inOrganization.filter((each) => !isLive(each))) {
      for (const name of swappedIn(ours.ids)) {
        const own = JSON.stringify(samples[operation.key](ours.ids))
        const withForeign = samples[operation.key]({ ...ours.ids, [name]: theirs.ids[name] })
        if (JSON.stringify(withForeign) === own) continue
        for (const [role, person] of Object.entries(ours.people)) {
          const foreign = await call(person, operation, ours.organization.slug, withForeign)
          const unknown = await call(
            person,
            operation,
            ours.organization.slug,
            samples[operation.key]({ ...ours.ids, [name]: nobody[name] }),
          )
          const what = `${operation.key} with a foreign ${name} as ${role}`
          expect(comparable(foreign, theirs.ids), what).toBe(comparable(unknown, nobody))
          expect(JSON.stringify(foreign.body), what).not.toContain(theirs.canary)
          expect(foreign.status, what).not.toBe(500)
          // what is handed over by a stream reads, whatever its method: it finds nothing
          if (operation.method !== 'GET' && operation.meta.answers !== 'stream')
            expect(foreign.status, what).toBeGreaterThanOrEqual(400)
        }
      }
    }
  })

  test('the application role, set to one organization, reads and writes no row of it', async () => {
    const [ours, theirs] = pair()
    const app = new pg.Client(
      addressAs(world.ownerUrl, roleName(testRolePrefix, 'app'), rolePassword(testMaster, 'app')),
    )
    await app.connect()
    try {
      await proveInSql(app, ours.organization.id, theirs.organization.id)
    } finally {
      await app.end()
    }
  })
})

// after all that was tried above, so that what remembers it is read as well
describe.each([
  ['a pooled organization', () => pooled, () => [other, dedicated]],
  ['a dedicated organization', () => dedicated, () => [other]],
])('in %s', (_name, ourOwn, strangers) => {
  test('no list, search or count of another organization shows any of it', async () => {
    const ours = ourOwn()
    const canaries = strangers().map(({ canary }) => canary)
    const shows = ({ body }: Answer) => canaries.filter((canary) => JSON.stringify(body).includes(canary))
    for (const operation of operations.filter((each) => each.method === 'GET' && !isLive(each))) {
      const sample: Sample = samples[operation.key](ours.ids)
      const bare: Sample = { params: sample.params, ...(operation.key.endsWith('.list') && { query: {} }) }
      const isBare = Object.keys(sample.query ?? {}).length === 0
      for (const [role, person] of Object.entries(ours.people))
        for (const asked of isBare ? [bare] : [sample, bare])
          expect(
            shows(await call(person, operation, ours.organization.slug, asked)),
            `${operation.key} as ${role}`,
          ).toEqual([])
    }
    for (const word of ['0199', '0123', ...canaries.flatMap((canary) => [canary, `${canary}@patient.test`])]) {
      const found = await ours.organization.owner.get(`/patients?search=${encodeURIComponent(word)}`)
      expect(found.status).toBe(200)
      expect(shows(found)).toEqual([])
    }
  })
})

/** Every table of both schemas, as the role that the product signs in with. */
async function proveInSql(app: pg.Client, ours: string, theirs: string): Promise<void> {
  const { rows: tables } = await app.query<{ name: string; columns: string[] }>(`
    select format('%I.%I', n.nspname, c.relname) as name, array_agg(a.attname::text) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where n.nspname in ('tenant', 'control') and c.relkind = 'r' and has_table_privilege(c.oid, 'select')
    group by 1`)
  expect(tables.length).toBeGreaterThan(20)
  for (const { name, columns } of tables.filter((table) => table.columns.includes('organization_id'))) {
    const count = async () =>
      (await app.query<{ rows: number }>(`select count(*) as rows from ${name} where organization_id <> $1`, [ours]))
        .rows[0]?.rows
    await app.query('begin')
    expect((await app.query(`select from ${name}`)).rowCount, `${name} without a setting`).toBe(0)
    await app.query("select set_config('app.organization_id', $1, true)", [ours])
    expect(await count(), `${name} set to another organization`).toBe(0)
    expect((await app.query(`select from ${name} where organization_id = $1`, [theirs])).rowCount, name).toBe(0)
    if (
      (await app.query<{ may: boolean }>('select has_table_privilege($1, $2) as may', [name, 'insert'])).rows[0]?.may
    ) {
      // any row for the other organization: refused by the policy, before any other rule is looked at
      const refused = await app.query(`insert into ${name} (organization_id) values ($1)`, [theirs]).then(
        () => 'stored',
        (error: pg.DatabaseError) => error.code,
      )
      expect(['42501', '23502'], `${name}: ${refused}, ${columns.length} columns`).toContain(refused)
    }
    await app.query('rollback')
  }
}
