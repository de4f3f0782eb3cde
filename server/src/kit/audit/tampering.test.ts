import type { Pool, PoolClient } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addPatients } from '../../features/patients/patients/actions.ts'
import { build } from '../../features/scheduling/build.ts'
import { chainAll, recordsOf, securityOf, verified, type InAudit } from '../../testing/audits.ts'
import { createWorld, type TestOrganization, type World } from '../../testing/world.ts'

let world: World
// nobody but the test chains
beforeAll(async () => void (world = await createWorld({}, { hasWorker: false })))
afterAll(() => world?.close())

const adas = Array.from({ length: 60 }, (_, nth) => ({ kind: 'human' as const, givenName: `Ada ${nth}` }))

interface Half {
  schema: 'tenant' | 'control'
  inAudit(organization: TestOrganization): InAudit
  /** Writes enough for one more batch. */
  write(organization: TestOrganization): Promise<unknown>
  tampers: string[]
}

const event = `(select id from tenant.audit_events where organization_id = $1 and batch is not null order by random() limit 1)`
const batch = `(select number from tenant.audit_batches where organization_id = $1 order by random() limit 1)`
const sealedEvent = `(select id from tenant.audit_events where organization_id = $1 and payload is not null order by random() limit 1)`
const edited = (set: string, which = event) =>
  `update tenant.audit_events set ${set} where organization_id = $1 and id = ${which}`

const columns = [
  'organization_id, id, at, account_id, request_id, origin, action, subject, subject_id, fields, payload, batch, xact',
  'patient_id, reason',
]

const copied = (changed: Record<string, string>, names: string) =>
  `insert into tenant.audit_events (${names}) select ${names
    .split(', ')
    .map((name) => changed[name] ?? name)
    .join(', ')} from tenant.audit_events where organization_id = $1 and id = ${event}`

const inBoth = (names: string): string[] => [
  edited(`at = at + interval '1 microsecond'`),
  edited('account_id = gen_random_uuid()'),
  edited(`request_id = coalesce(request_id, '') || 'x'`),
  edited(`origin = 'key:someone'`),
  edited(`action = case action when 'update' then 'delete' else 'update' end`),
  edited(`subject = 'rooms'`),
  edited(`subject_id = gen_random_uuid()::text`),
  edited(`fields = fields || array['memo_sealed']`),
  edited('xact = xact + 1'),
  edited('id = gen_random_uuid()'),
  edited('batch = batch + 1'),
  edited('batch = null'),
  edited('batch = 0'),
  edited('payload = set_byte(payload, length(payload) - 1, get_byte(payload, length(payload) - 1) # 1)', sealedEvent),
  edited('payload = null', sealedEvent),
  copied({ id: 'gen_random_uuid()' }, names),
  copied({ id: 'tenant.uuid_v7()', batch: 'null' }, names),
  copied(
    { id: 'gen_random_uuid()', batch: '1 + (select max(number) from tenant.audit_batches where organization_id = $1)' },
    names,
  ),
  `delete from tenant.audit_events where organization_id = $1 and id = ${event}`,
  `delete from tenant.audit_events where organization_id = $1 and batch = ${batch}`,
  `with gone as (delete from tenant.audit_batches where organization_id = $1 and number = (select max(number) from tenant.audit_batches where organization_id = $1) returning number)
     delete from tenant.audit_events where organization_id = $1 and batch in (select number from gone)`,
  `with gone as (delete from tenant.audit_batches where organization_id = $1 and number = ${batch} returning number)
     update tenant.audit_events set batch = null where organization_id = $1 and batch in (select number from gone)`,
  `with one as (select id, batch from tenant.audit_events where organization_id = $1 and batch = 1 order by random() limit 1),
     other as (select id, batch from tenant.audit_events where organization_id = $1 and batch = 2 order by random() limit 1)
     update tenant.audit_events e set batch = case e.id when (select id from one) then 2 else 1 end
     where organization_id = $1 and id in ((select id from one), (select id from other))`,
  `with two as (select a.id as one, b.id as other, a.xact as x, b.xact as y from tenant.audit_events a, tenant.audit_events b
       where a.organization_id = $1 and b.organization_id = $1 and a.batch = 1 and b.batch = 2 limit 1)
     update tenant.audit_events e set xact = case e.id when two.one then two.y else two.x end from two
     where organization_id = $1 and e.id in (two.one, two.other)`,
  `update tenant.audit_batches set digests = substring(digests for length(digests) - 32) where organization_id = $1 and number = ${batch}`,
  `update tenant.audit_batches set mac = sha256(mac) where organization_id = $1 and number = ${batch}`,
  `update tenant.audit_batches set last_id = gen_random_uuid() where organization_id = $1 and number = ${batch}`,
  `update tenant.audit_heads set number = number - 1 where organization_id = $1`,
  `delete from tenant.audit_heads where organization_id = $1`,
  `update tenant.audit_keys set key_sealed = set_byte(key_sealed, 40, get_byte(key_sealed, 40) # 1) where organization_id = $1`,
  // and with the digests that fit what was changed
  `with e as (delete from tenant.audit_events where organization_id = $1 and id = ${event} returning batch)
     update tenant.audit_batches b set digests = substring(digests for length(digests) - 32) from e
     where organization_id = $1 and b.number = e.batch`,
  // to another organization, and with everything that belongs to it
  `update tenant.audit_events set organization_id = $2 where organization_id = $1 and id = ${event}`,
  `with gone as (delete from tenant.audit_events where organization_id = $2 and batch = 1), none as (
       delete from tenant.audit_batches where organization_id = $2 and number = 1),
     others as (update tenant.audit_events set organization_id = $2, id = gen_random_uuid() where organization_id = $1 and batch = 1)
     update tenant.audit_batches set organization_id = $2, number = 1000 where organization_id = $1 and number = 1`,
]

const halves: Half[] = [
  {
    schema: 'tenant',
    inAudit: recordsOf,
    write: ({ inTenant }) =>
      inTenant(async (tx) => {
        await build.patient(tx, { givenName: 'Zora', memo: 'afraid' })
        await addPatients(tx, adas)
      }),
    tampers: [
      ...inBoth(columns.join(', ')),
      edited('patient_id = gen_random_uuid()'),
      edited(`patient_id = null, subject = 'guardians', subject_id = 'nobody'`, sealedEvent),
      edited(`reason = 'emergency'`),
      `delete from tenant.audit_keys where organization_id = $1 and person_id = (select patient_id from tenant.audit_events
         where organization_id = $1 and payload is not null and patient_id is not null order by random() limit 1)`,
    ],
  },
  {
    schema: 'control',
    inAudit: (organization) => securityOf(world, organization),
    write: async ({ owner }) => {
      await owner.post('/roles', { name: `Desk ${Math.random()}`, copyOf: 'nurse' })
      await world.owner.query(
        `select control.tell_organizations($1, 'refuse', 'accounts', jsonb_build_object('kind', 'pin-refused', 'times', i))
         from generate_series(1, 40) i`,
        [owner.accountId],
      )
    },
    tampers: [
      ...inBoth(columns[0] as string),
      edited(`subject = 'rooms', subject_id = 'nobody'`, sealedEvent),
      `delete from tenant.audit_keys where organization_id = $1 and person_id = (select person_id from tenant.audit_events
         where organization_id = $1 and payload is not null order by random() limit 1)`,
    ].map((tamper) => tamper.replaceAll('tenant.', 'control.')),
  },
]

const tables = ['audit_events', 'audit_batches', 'audit_heads', 'audit_keys']

async function keep(client: PoolClient, schema: string, ids: string[]): Promise<void> {
  for (const table of tables)
    await client.query(
      `create temp table kept_${schema}_${table} as select * from ${schema}.${table} where organization_id = any ($1)`,
      [ids],
    )
}

async function restore(client: PoolClient, schema: string, ids: string[]): Promise<void> {
  for (const table of tables) {
    const { rows } = await client.query(
      `select string_agg(quote_ident(column_name), ', ') as names from information_schema.columns
       where table_schema = $1 and table_name = $2 and is_generated = 'NEVER'`,
      [schema, table],
    )
    await client.query(`delete from ${schema}.${table} where organization_id = any ($1)`, [ids])
    await client.query(
      `insert into ${schema}.${table} (${rows[0].names}) select ${rows[0].names} from kept_${schema}_${table}`,
    )
  }
}

describe.each(halves)('whoever may write everything in $schema', ({ inAudit, write, tampers, schema }) => {
  let all: [TestOrganization, TestOrganization]
  beforeAll(async () => {
    all = [await world.organization(), await world.organization()]
    for (const organization of all) {
      for (const _ of [1, 2, 3]) {
        await write(organization)
        await chainAll(inAudit(organization))
      }
    }
  })

  test('a hundred times changes, takes away, adds or moves something, to another organization too: each is found', async () => {
    const ids = all.map(({ id }) => id)
    const seen = () => Promise.all(all.map((organization) => verified(inAudit(organization))))
    const whole = await seen()
    expect(whole.map(({ findings }) => findings)).toEqual([[], []])
    expect(Math.min(...whole.map(({ batches }) => batches))).toBeGreaterThan(2)
    const client = await (all[0].database as Pool).connect()
    const superuser = await client.query('select rolsuper from pg_roles where rolname = current_user')
    expect(superuser.rows[0].rolsuper).toBe(true)
    const missed: string[] = []
    await keep(client, schema, ids)
    try {
      for (let nth = 0; nth < 100; nth++) {
        const tamper = tampers[nth % tampers.length] as string
        const { rowCount } = await client.query(tamper, tamper.includes('$2') ? ids : ids.slice(0, 1))
        expect(rowCount, tamper).toBeGreaterThan(0)
        const [first, other] = await seen()
        if (first?.findings.length === 0) missed.push(tamper)
        if (tamper.includes('$2') && other?.findings.length === 0) missed.push(`there: ${tamper}`)
        await restore(client, schema, ids)
      }
    } finally {
      client.release(true)
    }
    expect(missed).toEqual([])
    expect(await seen()).toEqual(whole)
  })
})
