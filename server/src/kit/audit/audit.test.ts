import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testRolePrefix } from '../../testing/cluster.ts'
import { chainAll as chained, recordsOf, verified as compared } from '../../testing/audits.ts'
import { createWorld, type TestOrganization, type World } from '../../testing/world.ts'
import { addPatients } from '../../features/patients/patients/actions.ts'
import { build } from '../../features/scheduling/build.ts'
import { bytea, nullable, text, uuid } from '../db/columns.ts'
import { shape } from '../db/row.ts'
import { forgetInAudit, readKeys } from './keys.ts'
import { chainNext } from './sealing.ts'
import { payloadOf } from './held.ts'
import { recordsAudit } from './store.ts'

let world: World
// nobody but the test chains
beforeAll(async () => void (world = await createWorld({}, { hasWorker: false })))
afterAll(() => world?.close())

const chainAll = (organization: TestOrganization) => chained(recordsOf(organization))
const verified = (organization: TestOrganization) => compared(recordsOf(organization))

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
    const key = (await readKeys(recordsAudit(tx), [personId])).get(personId)
    return rows.map((row) => key && payloadOf(recordsAudit(tx), row, key))
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
        await organization.inTenant((tx) => chainNext(recordsAudit(tx)))
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
