import { spawn } from 'node:child_process'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { features } from '../../app.ts'
import { rowSecrets } from '../../features/imports/ledger/secrets.ts'
import { addPatients } from '../../features/patients/patients/actions.ts'
import { build } from '../../features/scheduling/build.ts'
import { testMaster, testRolePrefix } from '../../testing/cluster.ts'
import { isDeep } from '../../testing/deep.ts'
import { sendFile, sentFile, tinyPng } from '../../testing/files.ts'
import { chainAll as chained, recordsOf } from '../../testing/audits.ts'
import { createWorld, type TestOrganization, type World } from '../../testing/world.ts'
import { destroyKeys } from '../db/key-ring.ts'
import { newId } from '../db/ids.ts'
import { findTenant } from '../db/tenant.ts'
import { inControl } from '../db/tenant-tx.ts'
import { rotatedIn, sealedTables } from '../feature.ts'
import { sealerOf } from '../crypto/seal.ts'
import { rotateKeys } from './rotation.ts'

let world: World
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world?.close())

const rotate = (organization: TestOrganization, settleFor = 0) =>
  rotateKeys(
    { transactions: world.application.platform.transactions, rotated: rotatedIn(features), settleFor },
    organization.id,
  )

const numbers = async (organization: TestOrganization) =>
  (
    await world.owner.query<{ purpose: string; numbers: number[] }>(
      `select purpose, array_agg(number order by number) as numbers from control.organization_keys
       where organization_id = $1 group by purpose`,
      [organization.id],
    )
  ).rows.reduce<Record<string, number[]>>((all, row) => ({ ...all, [row.purpose]: row.numbers }), {})

/** How many values stand under which key, by table. */
async function standUnder(organization: TestOrganization): Promise<Record<string, Record<number, number>>> {
  const found: Record<string, Record<number, number>> = {}
  for (const { table, columns } of sealedTables(features)) {
    const { rows } = await organization.database.query<{ number: number; count: number }>(
      columns
        .map(
          (
            column,
          ) => `select case get_byte(${column}, 0) when 2 then get_byte(${column}, 2) else 1 end as number, count(*)::int
            from tenant.${table} where organization_id = $1 and length(${column}) > 0 group by 1`,
        )
        .join(' union all '),
      [organization.id],
    )
    found[table] = rows.reduce<Record<number, number>>(
      (all, row) => ({ ...all, [row.number]: (all[row.number] ?? 0) + row.count }),
      {},
    )
  }
  return found
}

/** So that nobody makes keys of the audit while they are counted. */
const chainAll = (organization: TestOrganization) => chained(recordsOf(organization))

interface Furnished {
  patientId: string
  guardianId: string
  appointmentId: string
  fileId: string
  link: string
}

/** Something in every table that seals. */
async function furnished(organization: TestOrganization): Promise<Furnished> {
  const { patientId, guardianId, appointment } = await organization.inTenant(async (tx) => {
    const guardian = await build.guardian(tx, {
      name: 'Gwendolyn',
      contact: { phone: '+49431777888' },
      memo: 'calls back',
    })
    const patient = await build.patient(tx, {
      givenName: 'Zora',
      familyName: 'Meierhofer',
      contact: { phone: '+49431555666', email: 'zora@example.org' },
      memo: 'afraid of needles',
      guardianIds: [guardian.id],
    })
    const clinicId = await build.clinic(tx)
    const appointment = await build.appointment(tx, { clinicId, patientId: patient.id, note: 'second floor' })
    return { patientId: patient.id, guardianId: guardian.id, appointment }
  })
  const clinic = { name: 'Harbour', timeZone: 'Europe/Berlin', phone: '+4943111' }
  expect((await organization.owner.post('/clinics', clinic, { 'idempotency-key': 'one' })).status).toBe(201)
  expect((await organization.owner.post('/emergency-accesses', { patientId, reason: 'unconscious' })).status).toBe(201)
  const person = (await organization.owner.post('/patients', { kind: 'human', givenName: 'Rita', familyName: 'Held' }))
    .body.id
  const correction = { kind: 'correction', about: 'her street', right: 'Hafenweg 3' }
  for (const [path, body] of Object.entries({
    restrictions: { reason: 'disputed' },
    'legal-holds': { reason: 'a claim' },
    'rights-requests': correction,
  }))
    expect((await organization.owner.post(`/patients/${person}/${path}`, body)).status).toBe(201)
  const allergy = {
    substance: { text: 'Strawberries' },
    category: 'food',
    criticality: 'high',
    reactions: [{ text: 'hives' }],
    onset: '2019',
    note: 'in summer',
  }
  expect((await organization.owner.post(`/patients/${patientId}/allergies`, allergy)).status).toBe(201)
  const at = `/patients/${patientId}`
  const charted: [noun: string, body: object][] = [
    ['conditions', { text: 'Hay fever', note: 'in May' }],
    ['measurements', { items: [{ kind: 'weight', value: 64, unit: 'kg' }], note: 'in shoes' }],
    ['immunizations', { text: 'MMR', givenOn: '2020', batch: 'A41BC', site: 'left arm', note: 'no fever' }],
    ['outcomes', { measure: 'psfs', activities: [{ text: 'stairs', value: 4 }], note: 'in the evening' }],
    ['motions', { mode: 'active', items: [{ joint: 'knee', movement: 'flexion', left: 95 }], note: 'with pain' }],
    ['special-tests', { text: 'Heel walk', result: 'positive', note: 'in shoes' }],
    ['goals', { text: 'Climb the stairs', note: 'without a rail' }],
  ]
  for (const [noun, body] of charted) expect((await organization.owner.post(`${at}/${noun}`, body)).status).toBe(201)
  const keptOut = { blocked: { reason: 'a court said so' } }
  expect((await organization.owner.patch(`${at}/relations/${guardianId}`, keptOut, 1)).status).toBe(200)
  // what was mailed before would be withdrawn with it
  const token = await organization.inTenant((tx) => build.mailedToken(tx, appointment))
  const alert = { kind: 'behaviour', text: 'faints at the sight of blood' }
  expect((await organization.owner.post(`/patients/${patientId}/alerts`, alert)).status).toBe(201)
  const fileId = await sentFile(organization.owner, tinyPng, 'attachment')
  const document = await organization.owner.post(`${at}/documents`, { fileId, title: 'Wound', note: 'dry' })
  expect(document.status).toBe(201)
  const scan = (
    await organization.owner.post('/inbox-documents', {
      fileId: await sentFile(organization.owner, tinyPng, 'attachment'),
    })
  ).body
  const thrownAway = { body: { reason: 'blank' }, headers: { 'if-match': '"1"' } }
  expect((await organization.owner.call('PUT', `/inbox-documents/${scan.id}/discarding`, thrownAway)).status).toBe(200)
  const marks = [{ kind: 'text', ink: 'red', at: [0.5, 0.5], text: 'here' }]
  expect((await organization.owner.post(`/documents/${document.body.id}/annotations`, { marks })).status).toBe(201)
  await mergeTwo(organization)
  await importOne(organization, patientId)
  await world.application.workers?.drain()
  await chainAll(organization)
  await sentFile(organization.owner, tinyPng, 'portrait')
  const appointmentId = appointment.id
  return { patientId, guardianId, appointmentId, fileId: await keptFile(organization), link: `/visits/${token}` }
}

async function mergeTwo({ inTenant, owner }: TestOrganization): Promise<void> {
  const [kept, merged] = await inTenant(async (tx) => [
    await build.patient(tx),
    await build.patient(tx, { memo: 'the same' }),
  ])
  const wanted = { keptId: kept?.id, mergedId: merged?.id, keptVersion: 1, mergedVersion: 1, take: ['memo'] }
  expect((await owner.post('/patient-merges', wanted)).status).toBe(201)
}

/** A table on its way, and a record that an import changed. */
async function importOne({ owner, inTenant, id }: TestOrganization, patientId: string): Promise<void> {
  const fileId = await sentFile(owner, Buffer.from('First name\nNora\n'), 'attachment', 'table.csv')
  const begun = await owner.post('/imports', { fileId })
  expect(begun.status).toBe(201)
  const own = newId()
  await inTenant((tx) =>
    tx.run(sql`
      insert into tenant.import_rows
        (organization_id, id, import_id, row_number, outcome, patient_id, patient_version, before_sealed)
      values (${id}, ${own}, ${begun.body.id}, 2, 'kept', ${patientId}, 1, ${rowSecrets.seal(tx.sealer, own, 'before', { memo: 'x' })})`),
  )
}

async function keptFile({ owner }: TestOrganization): Promise<string> {
  const { id } = (await owner.post('/files', { name: 'scan.png', purpose: 'attachment', size: tinyPng.length })).body
  expect((await sendFile(owner, id, tinyPng)).status).toBe(200)
  return id as string
}

async function expectReadable(
  organization: TestOrganization,
  { patientId, guardianId, appointmentId, fileId, link }: Furnished,
) {
  const { owner } = organization
  expect((await owner.get(`/patients/${patientId}`)).body).toMatchObject({
    contact: { phone: '+49431555666', email: 'zora@example.org' },
    memo: 'afraid of needles',
    warnings: { allergies: { named: [{ text: 'Strawberries' }] }, alerts: [{ text: 'faints at the sight of blood' }] },
  })
  expect((await owner.get(`/guardians/${guardianId}`)).body).toMatchObject({ contact: { phone: '+49431777888' } })
  expect((await owner.get(`/appointments/${appointmentId}`)).body).toMatchObject({ note: 'second floor' })
  expect((await owner.get(`/files/${fileId}`)).body).toMatchObject({ name: 'scan.png', state: 'kept' })
  expect((await owner.get(`/files/${fileId}/content`)).status).toBe(200)
  for (const search of ['555666', '777888', 'zora@example.org', 'Meyerhofer', 'Zora']) {
    const { items } = (await owner.get(`/patients?search=${encodeURIComponent(search)}`)).body
    expect(
      items.map(({ id }: { id: string }) => id),
      search,
    ).toContain(patientId)
  }
  const linked = await world.anybody.get(`/api/v1/organizations/${organization.slug}${link}`)
  expect(linked.status).toBe(200)
}

const many = (count: number, memo: (nth: number) => string) =>
  Array.from({ length: count }, (_, nth) => ({ kind: 'human' as const, givenName: `Ada ${nth}`, memo: memo(nth) }))

/** What a new key must not move. */
const untouched = async (organization: TestOrganization) =>
  (
    await organization.database.query(
      `select (select jsonb_object_agg(p.id, p.version) from tenant.patients p where organization_id = $1) as patients,
         (select jsonb_object_agg(g.id, g.version) from tenant.guardians g where organization_id = $1) as guardians,
         (select jsonb_object_agg(a.id, a.version) from tenant.appointments a where organization_id = $1) as appointments,
         (select count(*) from tenant.audit_events where organization_id = $1 and action <> 'read') as audit`,
      [organization.id],
    )
  ).rows[0]

describe.each([{ dedicated: false }, { dedicated: true }])('new keys, dedicated: $dedicated', ({ dedicated }) => {
  let organization: TestOrganization
  let known: Furnished
  beforeAll(async () => {
    organization = await world.organization({ dedicated })
    known = await furnished(organization)
  })

  test('everything that is declared as sealed stands under them, and says, is found and links what it did', async () => {
    const before = await standUnder(organization)
    for (const [table, found] of Object.entries(before))
      expect(found, `${table} needs a sealed value in this test`).toEqual({ 1: expect.any(Number) })
    const record = await untouched(organization)
    expect(await rotate(organization)).toBeGreaterThan(0)
    for (const [table, found] of Object.entries(await standUnder(organization)))
      expect(found, table).toEqual({ 2: table === 'audit_keys' ? expect.any(Number) : before[table]?.[1] })
    expect(await untouched(organization)).toEqual(record)
    await expectReadable(organization, known)
    const again = { name: 'Harbour', timeZone: 'Europe/Berlin', phone: '+4943111' }
    expect((await organization.owner.post('/clinics', again, { 'idempotency-key': 'one' })).status).toBe(201)
  })

  test('what is sealed and linked afterwards is so under the new keys, and a second time goes as well', async () => {
    const patient = await organization.inTenant((tx) => build.patient(tx, { memo: 'new' }))
    expect((await organization.owner.get(`/patients/${patient.id}`)).body.memo).toBe('new')
    await rotate(organization)
    expect(Object.keys((await standUnder(organization)).patients ?? {})).toEqual(['3'])
    expect(await numbers(organization)).toEqual({ seal: [1, 2, 3], token: [1, 2, 3], link: [1, 2, 3], audit: [1] })
    await expectReadable(organization, known)
  })

  test('two at once are one', async () => {
    const before = (await numbers(organization)).seal?.length ?? 0
    // the audit goes on making keys
    const counted = async () => {
      const { audit_keys: _, ...others } = await standUnder(organization)
      return Object.values(others).flatMap((found) => Object.values(found))
    }
    const total = await counted()
    const rows = await Promise.all([rotate(organization), rotate(organization), rotate(organization)])
    expect((await numbers(organization)).seal).toHaveLength(before + 1)
    expect(rows.reduce<number>((sum, each) => sum + (each ?? 0), 0)).toBeGreaterThan(0)
    expect(await counted()).toEqual(total)
    await expectReadable(organization, known)
  })

  test('a change of a sealed value that calls itself a rotation is audited all the same', async () => {
    const record = await untouched(organization)
    await organization.inTenant(async (tx) => {
      const memo = tx.sealer.seal(
        { table: 'patients', row: known.patientId, column: 'memo_sealed' },
        'afraid of needles',
      )
      await tx.run(sql`select set_config('app.resealing', 'on', true)`)
      await tx.run(sql`update tenant.patients set memo_sealed = ${memo} where id = ${known.patientId}`)
    })
    const after = await untouched(organization)
    expect(Number(after.audit)).toBe(Number(record.audit) + 1)
    expect(after.patients[known.patientId]).toBe(record.patients[known.patientId] + 1)
  })
})

test('an organization that has one key from before its others is read, searched and linked as it was', async () => {
  const organization = await world.organization()
  const known = await furnished(organization)
  await world.owner.query("delete from control.organization_keys where organization_id = $1 and purpose <> 'seal'", [
    organization.id,
  ])
  await expectReadable(organization, known)
  await rotate(organization)
  expect(await numbers(organization)).toEqual({ seal: [1, 2], token: [1, 2], link: [1, 2], audit: [1] })
  await expectReadable(organization, known)
})

const clientCount = isDeep ? 32 : 8

test(`${clientCount} clients that read and write meanwhile are never refused, and nothing that they wrote is lost`, async () => {
  const organization = await world.organization()
  const known = await furnished(organization)
  const mine = await organization.inTenant((tx) =>
    addPatients(
      tx,
      many(clientCount, (nth) => `0 of ${nth}`),
    ),
  )
  await organization.inTenant((tx) =>
    addPatients(
      tx,
      many(300, (nth) => `memo ${nth}`),
    ),
  )
  await chainAll(organization)
  let isOver = false
  const statuses = new Set<number>()
  const written = mine.map(() => 0)
  const client = async (id: string, nth: number) => {
    for (let round = 1; !isOver; round++) {
      const { status, body } = await organization.owner.get(`/patients/${id}`)
      expect(body.memo).toBe(`${written[nth]} of ${nth}`)
      const changed = await organization.owner.patch(`/patients/${id}`, { memo: `${round} of ${nth}` }, body.version)
      if (changed.status === 200) written[nth] = round
      const found = await organization.owner.get('/patients?search=555666')
      expect(found.body.items).toHaveLength(1)
      for (const each of [status, changed.status, found.status]) statuses.add(each)
    }
  }
  const clients = Promise.all(mine.map(client))
  await rotate(organization, 3000).finally(() => (isOver = true))
  await clients
  expect([...statuses]).toEqual([200])
  for (const [nth, id] of mine.entries())
    expect((await organization.owner.get(`/patients/${id}`)).body.memo).toBe(`${written[nth]} of ${nth}`)
  for (const [table, found] of Object.entries(await standUnder(organization)))
    expect(Object.keys(found), table).toEqual(['2'])
  await expectReadable(organization, known)
})

test('a command that is killed in the middle leaves all readable, and the next one goes on where it was', async () => {
  const organization = await world.organization()
  const known = await furnished(organization)
  await organization.inTenant((tx) =>
    addPatients(
      tx,
      many(700, (nth) => `memo ${nth}`),
    ),
  )
  await chainAll(organization)
  const progress = async () =>
    Number(
      (
        await world.owner.query<{ rows: string }>(
          'select coalesce(sum(rows), 0) as rows from control.key_rotation_steps where organization_id = $1',
          [organization.id],
        )
      ).rows[0]?.rows,
    )
  const command = spawn(process.execPath, ['server/src/cli.ts', 'keys:rotate', '--organization', organization.slug], {
    cwd: path.join(import.meta.dirname, '../../../..'),
    env: {
      ...process.env,
      DATABASE_URL: world.ownerUrl,
      MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
      ROLE_PREFIX: testRolePrefix,
    },
  })
  const ended = new Promise((resolve) => command.on('exit', resolve))
  while ((await progress()) < 500 && command.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5))
  command.kill('SIGKILL')
  await ended
  await expectReadable(organization, known)
  const before = await progress()
  expect(before).toBeGreaterThanOrEqual(500)
  await rotate(organization)
  expect(await numbers(organization)).toMatchObject({ seal: [1, 2] })
  for (const [table, found] of Object.entries(await standUnder(organization)))
    expect(Object.keys(found), table).toEqual(['2'])
  await expectReadable(organization, known)
})

test('without its keys an organization cannot be read by anybody, and its address leads nowhere', async () => {
  const organization = await world.organization()
  const { patientId } = await furnished(organization)
  const caller = { requestId: newId() }
  const { transactions } = world.application.platform
  await inControl(transactions, caller, { mode: 'write', organizationId: organization.id }, (control) =>
    destroyKeys(control, organization.id),
  )
  expect((await organization.owner.get(`/patients/${patientId}`)).status).toBe(404)
  expect(
    await inControl(transactions, caller, { mode: 'read' }, (control) => findTenant(control, organization.slug)),
  ).toBeUndefined()
  const { rows } = await organization.database.query('select memo_sealed from tenant.patients where id = $1', [
    patientId,
  ])
  const place = { table: 'patients', row: patientId, column: 'memo_sealed' }
  expect(() => sealerOf(testMaster, organization.id, []).open(place, rows[0].memo_sealed)).toThrow('has no key')
})
