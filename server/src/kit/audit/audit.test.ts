import { spawnSync } from 'node:child_process'
import path from 'node:path'
import type { PoolClient } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testRolePrefix } from '../../testing/cluster.ts'
import { createWorld, type TestOrganization, type World } from '../../testing/world.ts'
import { addPatients } from '../../features/patients/patients/actions.ts'
import { build } from '../../features/scheduling/build.ts'
import { bytea, nullable, text, uuid } from '../db/columns.ts'
import { shape } from '../db/row.ts'
import { forgetInAudit, readKeys } from './keys.ts'
import { chainNext } from './sealing.ts'
import { payloadOf } from './held.ts'
import { verifyAudit, type Verified } from './verify.ts'

let world: World
// nobody but the test chains
beforeAll(async () => void (world = await createWorld({}, { hasWorker: false })))
afterAll(() => world?.close())

/** Until nothing waits; events that another transaction may still precede are waited for. */
async function chainAll(organization: TestOrganization): Promise<number> {
  let batches = 0
  while ((await verified(organization)).loose > 0) if (await organization.inTenant(chainNext)) batches++
  return batches
}
const verified = (organization: TestOrganization): Promise<Verified> => organization.inTenant(verifyAudit, 'read')

const adas = (count: number) =>
  Array.from({ length: count }, (_, nth) => ({ kind: 'human' as const, givenName: `Ada ${nth}` }))

async function furnished({ inTenant }: TestOrganization) {
  const guardian = await inTenant((tx) => build.guardian(tx, { name: 'Gwendolyn Fairweather', memo: 'calls back' }))
  const patient = await inTenant((tx) =>
    build.patient(tx, { givenName: 'Zora', familyName: 'Meierhofer', memo: 'afraid', guardianIds: [guardian.id] }),
  )
  return { guardianId: guardian.id, patientId: patient.id }
}

const rename = ({ owner }: TestOrganization, patientId: string, familyName: string, version: number) =>
  owner.patch(`/patients/${patientId}`, { familyName, memo: `now ${familyName}` }, version)

/** All that the tables of the audit hold, as a dump writes them. */
async function dumped({ database, id }: TestOrganization): Promise<string> {
  const parts: string[] = []
  for (const table of ['audit_events', 'audit_batches', 'audit_heads', 'audit_keys']) {
    const { rows } = await database.query<{ row: string }>(
      `select t::text as row from tenant.${table} t where organization_id = $1`,
      [id],
    )
    parts.push(...rows.map(({ row }) => row))
  }
  const whole = parts.join('\n')
  const bytes = [...whole.matchAll(/\\x([0-9a-f]+)/g)].map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1'))
  return [whole, ...bytes].join('\n')
}

const payloadsOf = (organization: TestOrganization, personId: string) =>
  organization.inTenant(async (tx) => {
    const rows = await tx.all(shape({ id: uuid, action: text, payload: nullable(bytea) })`
      select e.id, e.action, e.payload from tenant.audit_events e
      where e.organization_id = ${organization.id} and e.patient_id = ${personId} and e.payload is not null
        and e.subject = 'patients' order by e.id`)
    const key = (await readKeys(tx, [personId])).get(personId)
    return rows.map((row) => key && payloadOf(organization.id, row, key))
  }, 'read')

describe.each([{ dedicated: false }, { dedicated: true }])('the audit, dedicated: $dedicated', ({ dedicated }) => {
  let organization: TestOrganization
  beforeAll(async () => void (organization = await world.organization({ dedicated })))

  test('once chained, says before and after to whoever has the key of the person, and to nobody else', async () => {
    const { patientId } = await furnished(organization)
    expect((await rename(organization, patientId, 'Lindqvist', 1)).status).toBe(200)
    await chainAll(organization)
    expect(await payloadsOf(organization, patientId)).toMatchObject([
      { before: null, after: { family_name: 'Meierhofer', memo_sealed: 'afraid' } },
      {
        before: { family_name: 'Meierhofer', memo_sealed: 'afraid' },
        after: { family_name: 'Lindqvist', memo_sealed: 'now Lindqvist' },
      },
    ])
    for (const held of ['Meierhofer', 'Lindqvist', 'Zora', 'afraid', 'Gwendolyn', 'Fairweather'])
      expect(await dumped(organization), held).not.toContain(held)
    expect((await verified(organization)).findings).toEqual([])
  })

  test('forgets a patient: nothing of him opens, the chain is whole, and what is still written of him is not kept', async () => {
    const { patientId, guardianId } = await furnished(organization)
    const other = await furnished(organization)
    await chainAll(organization)
    const before = await verified(organization)
    await rename(organization, patientId, 'Lindqvist', 1)
    await organization.inTenant((tx) => forgetInAudit(tx, patientId))
    await organization.inTenant((tx) => forgetInAudit(tx, guardianId))
    await rename(organization, patientId, 'Bergstrom', 2)
    await chainAll(organization)
    const payloads = await payloadsOf(organization, patientId)
    expect(payloads.length).toBeGreaterThan(0)
    expect(payloads.every((payload) => payload === undefined)).toBe(true)
    for (const held of ['Lindqvist', 'Bergstrom']) expect(await dumped(organization)).not.toContain(held)
    const after = await verified(organization)
    expect(after.findings).toEqual([])
    expect(after.events).toBeGreaterThan(before.events)
    expect(await payloadsOf(organization, other.patientId)).toMatchObject([{ after: { family_name: 'Meierhofer' } }])
    const history = (await organization.owner.get(`/patients/${patientId}/access-history`)).body.items
    expect(history.map(({ action }: { action: string }) => action)).toEqual(['update', 'update', 'create', 'create'])
  })

  test('many at once write, chain and verify: each event stands in the chain once', async () => {
    const writers = Array.from({ length: 8 }, async () => {
      for (let times = 0; times < 4; times++) await organization.inTenant((tx) => addPatients(tx, adas(40)))
    })
    const chainers = Array.from({ length: 4 }, async () => {
      for (let times = 0; times < 10; times++) {
        await organization.inTenant(chainNext)
        expect((await verified(organization)).findings).toEqual([])
      }
    })
    await Promise.all([...writers, ...chainers])
    await chainAll(organization)
    const { events, findings } = await verified(organization)
    expect(findings).toEqual([])
    const { rows } = await organization.database.query(
      'select count(*)::int as count from tenant.audit_events where organization_id = $1',
      [organization.id],
    )
    expect(rows[0].count).toBe(events)
  })
})

describe('whoever may write everything in the database', () => {
  let organization: TestOrganization
  let whole: Verified
  beforeAll(async () => {
    organization = await world.organization()
    await furnished(organization)
    for (const _ of [1, 2, 3]) {
      await organization.inTenant((tx) => addPatients(tx, adas(60)))
      await chainAll(organization)
    }
    whole = await verified(organization)
    expect(whole).toMatchObject({ findings: [], batches: expect.any(Number) })
    expect(whole.batches).toBeGreaterThan(2)
  })

  const event = `(select id from tenant.audit_events where organization_id = $1 and batch is not null order by random() limit 1)`
  const batch = `(select number from tenant.audit_batches where organization_id = $1 order by random() limit 1)`
  const sealedEvent = `(select id from tenant.audit_events where organization_id = $1 and payload is not null order by random() limit 1)`
  const columns =
    'organization_id, id, at, account_id, request_id, origin, action, subject, subject_id, patient_id, reason, fields, payload, batch, xact'
  const copied = (changed: Record<string, string>) =>
    `insert into tenant.audit_events (${columns}) select ${columns
      .split(', ')
      .map((name) => changed[name] ?? name)
      .join(', ')} from tenant.audit_events where organization_id = $1 and id = ${event}`
  const edited = (set: string, which = event) =>
    `update tenant.audit_events set ${set} where organization_id = $1 and id = ${which}`

  const tampers: readonly string[] = [
    edited(`at = at + interval '1 microsecond'`),
    edited('account_id = gen_random_uuid()'),
    edited(`request_id = coalesce(request_id, '') || 'x'`),
    edited(`origin = 'key:someone'`),
    edited(`action = 'print'`),
    edited(`subject = 'rooms'`),
    edited(`subject_id = gen_random_uuid()::text`),
    edited('patient_id = gen_random_uuid()'),
    edited(`reason = 'emergency'`),
    edited(`fields = fields || array['memo_sealed']`),
    edited('xact = xact + 1'),
    edited('id = gen_random_uuid()'),
    edited('batch = batch + 1'),
    edited('batch = null'),
    edited('batch = 0'),
    edited('payload = set_byte(payload, length(payload) - 1, get_byte(payload, length(payload) - 1) # 1)', sealedEvent),
    edited('payload = null', sealedEvent),
    copied({ id: 'gen_random_uuid()' }),
    copied({ id: 'tenant.uuid_v7()', batch: 'null' }),
    copied({
      id: 'gen_random_uuid()',
      batch: '1 + (select max(number) from tenant.audit_batches where organization_id = $1)',
    }),
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
    `delete from tenant.audit_keys where organization_id = $1 and person_id = (select patient_id from tenant.audit_events
       where organization_id = $1 and payload is not null and patient_id is not null order by random() limit 1)`,
    // and with the digests that fit what was changed
    `with e as (delete from tenant.audit_events where organization_id = $1 and id = ${event} returning batch)
       update tenant.audit_batches b set digests = substring(digests for length(digests) - 32) from e
       where organization_id = $1 and b.number = e.batch`,
  ]

  const tables = ['audit_events', 'audit_batches', 'audit_heads', 'audit_keys']
  const keep = async (client: PoolClient) => {
    for (const table of tables)
      await client.query(
        `create temp table kept_${table} as select * from tenant.${table} where organization_id = $1`,
        [organization.id],
      )
  }
  const restore = async (client: PoolClient) => {
    for (const table of tables) {
      await client.query(`delete from tenant.${table} where organization_id = $1`, [organization.id])
      await client.query(`insert into tenant.${table} select * from kept_${table}`)
    }
  }

  test('a hundred times changes, takes away, adds or moves something: each is found', async () => {
    const client = await organization.database.connect()
    const superuser = await client.query('select rolsuper from pg_roles where rolname = current_user')
    expect(superuser.rows[0].rolsuper).toBe(true)
    const missed: string[] = []
    await keep(client)
    try {
      for (let nth = 0; nth < 100; nth++) {
        const tamper = tampers[nth % tampers.length] as string
        const { rowCount } = await client.query(tamper, [organization.id])
        expect(rowCount, tamper).toBeGreaterThan(0)
        if ((await verified(organization)).findings.length === 0) missed.push(tamper)
        await restore(client)
      }
    } finally {
      client.release(true)
    }
    expect(missed).toEqual([])
    expect(await verified(organization)).toEqual(whole)
  })
})

test('the command tells what it found, and ends with 1 where something was touched', async () => {
  const organization = await world.organization()
  const { patientId } = await furnished(organization)
  await chainAll(organization)
  const command = () =>
    spawnSync(process.execPath, ['server/src/cli.ts', 'audit:verify', '--organization', organization.slug], {
      cwd: path.join(import.meta.dirname, '../../../..'),
      encoding: 'utf8',
      env: {
        ...process.env,
        DATABASE_URL: world.ownerUrl,
        MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
        ROLE_PREFIX: testRolePrefix,
      },
    })
  expect(command()).toMatchObject({ status: 0, stdout: expect.stringMatching(/ 0 wait; head \d:/) })
  await world.owner.query(
    "update tenant.audit_events set action = 'print' where patient_id = $1 and subject = 'patients'",
    [patientId],
  )
  expect(command()).toMatchObject({ status: 1, stdout: expect.stringContaining('was changed or inserted') })
})

test('a worker seals and chains by itself what was written', async () => {
  const working = await createWorld()
  try {
    const organization = await working.organization()
    const { body } = await organization.owner.post('/patients', { kind: 'human', givenName: 'Zora' })
    const isLoose = async () => (await verified(organization)).loose > 0
    while (await isLoose()) await new Promise((resolve) => setTimeout(resolve, 200))
    expect(await payloadsOf(organization, body.id)).toMatchObject([{ after: { given_name: 'Zora' } }])
  } finally {
    await working.close()
  }
})
