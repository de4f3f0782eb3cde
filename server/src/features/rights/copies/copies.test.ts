import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { features } from '../../../app.ts'
import { seedOrganization, type SeededOrganization } from '../../../isolation/seed.ts'
import { copiesIn } from '../../../kit/feature.ts'
import { isDeep } from '../../../testing/deep.ts'
import { sentFile, shaOf, tinyPng } from '../../../testing/files.ts'
import { createWorld, type Person, type World } from '../../../testing/world.ts'
import { addMeasurements, ask, cellsOf, copying, dataOf, told } from './copies-fixture.ts'
import { copyPatient } from './jobs.ts'
import { tablesIn } from './rules.ts'

let world: World
let place: SeededOrganization
let owner: Person
let copied: ReturnType<typeof copying>['copied']
let working: ReturnType<typeof copying>['working']
beforeAll(async () => {
  world = await createWorld({}, { hasWorker: false })
  ;({ copied, working } = copying(world))
  place = await seedOrganization(await world.organization(), 'heron')
  owner = place.organization.owner
})
afterAll(() => world?.close())

const added = async (body: object, by = owner) => {
  const answer = await by.post('/patients', { kind: 'human', ...body })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body as { id: string; version: number }
}

async function filed(patientId: string, name: string, content: Uint8Array = Buffer.from(`bytes of ${name}`)) {
  const fileId = await sentFile(owner, content, 'attachment', name)
  const answer = await owner.post(`/patients/${patientId}/documents`, { fileId })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
}

/** The ids of a table's rows that belong to these patients, as whoever owns the database sees them. */
async function idsIn(table: ReturnType<typeof tablesIn>[number], patientIds: readonly string[]): Promise<string[]> {
  const { name, column, in: through, key, unless } = table
  const ours = through
    ? `${column} in (select ${through.column} from ${through.table} where ${through.by ?? 'patient_id'} = any ($1))`
    : `${column} = any ($1)`
  const { rows } = await place.organization.database.query<{ key: string }>(
    `select concat_ws('|', ${key.join(', ')}) as key from ${name} where ${ours} ${unless ? `and ${unless} is null` : ''} order by ${key.join(', ')}`,
    [patientIds],
  )
  return rows.map((row) => row.key)
}

const tables = tablesIn(copiesIn(features))

test('the file says exactly what the database has of a patient, by table, in both forms, told; of another patient nothing', async () => {
  const stranger = await added({ givenName: 'Xyzstranger', memo: 'xyzstranger memo' })
  await owner.post(`/patients/${stranger.id}/conditions`, { text: 'xyzstranger cough' })
  const patientId = place.ids.patient
  await filed(patientId, 'wound.png', tinyPng)
  await owner.post(`/patients/${patientId}/conditions`, { text: '=SUM(A1), “quoted” "twice"' })
  const files = await copied(place.organization, patientId)
  const data = dataOf(files)
  expect(data.patientIds).toEqual([patientId])
  expect(Object.keys(data.tables)).toEqual(tables.map(({ name }) => name.replace('tenant.', '')))
  for (const table of tables) {
    const name = table.name.replace('tenant.', '')
    const rows = data.tables[name] ?? []
    expect(
      rows.map((row) => table.key.map((column) => row[column]).join('|')),
      name,
    ).toEqual(await idsIn(table, data.patientIds))
    const [head = [], ...cells] = cellsOf(files[`tables/${name}.csv`]?.toString() ?? '')
    expect(cells.length, name).toBe(rows.length)
    if (rows[0]) expect(head, name).toEqual(Object.keys(rows[0]))
    for (const [nth, row] of rows.entries())
      for (const [at, column] of head.entries()) {
        const value = row[column]
        const written = value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value)
        expect(cells[nth]?.[at]?.replace(/^'(?=[=+\-@\t\r])/, ''), `${name}.${column}`).toBe(written)
      }
  }
  // every feature above keeps something of this patient, and what was sealed is told
  for (const name of ['conditions', 'measurements', 'outcomes', 'goals', 'document_references', 'appointments'])
    expect(data.tables[name]?.length, name).toBeGreaterThan(0)
  const all = Object.values(files).map(String).join('\n')
  expect(files['tables/conditions.csv']?.toString()).toContain(`"'=SUM(A1), “quoted” ""twice"""`)
  expect(all).toContain('heron')
  expect(all).not.toContain('\\\\x')
  expect(all).not.toMatch(/xyzstranger/i)
  expect(all).not.toContain(stranger.id)
  expect(all).not.toContain(place.organization.id)
})

test('files are in it as they lie in the chart, under names that are theirs, safe and each once', async () => {
  const { id } = await added({ givenName: '../../Zoë', familyName: 'a/b\\c' })
  const content = Buffer.alloc(5_000_000, 'film')
  const arabic = `${'صورة '.repeat(40)}.bin`
  await filed(id, 'Scan.pdf')
  await filed(id, 'scan.PDF', content)
  await filed(id, '...hidden.txt')
  await filed(id, 'nul.txt')
  await filed(id, arabic)
  const files = await copied(place.organization, id)
  const names = Object.keys(files).filter((name) => name.startsWith('documents/'))
  expect(names.map((name) => name.toLowerCase()).toSorted()).toEqual(
    [...new Set(names.map((name) => name.toLowerCase()))].toSorted(),
  )
  expect(names).toEqual(
    expect.arrayContaining([
      'documents/Scan.pdf',
      'documents/scan (2).PDF',
      'documents/hidden.txt',
      'documents/_nul.txt',
      expect.stringMatching(/^documents\/صورة .*\.bin$/),
    ]),
  )
  for (const name of Object.keys(files)) {
    expect(name).not.toMatch(/\.\.|\\|^\//)
    for (const part of name.split('/')) expect(Buffer.byteLength(part)).toBeLessThan(200)
  }
  expect(shaOf(files['documents/scan (2).PDF'] ?? Buffer.alloc(0))).toBe(shaOf(content))
  const work = (await owner.get('/works')).body.items[0]
  expect(work.result.name).toMatch(/^a_b_c _\.\._Zoë \d{4}-\d\d-\d\d\.zip$|^a_b_c \.\._\.\._Zoë \d{4}-\d\d-\d\d\.zip$/)
})

test('what a merge brought is in it, the old id leads to it, and says so in the language of who asks', async () => {
  const kept = await added({ givenName: 'Kept' })
  const other = await added({ givenName: 'Other' })
  await owner.post(`/patients/${other.id}/conditions`, { text: 'told of the other one' })
  const merged = await owner.post('/patient-merges', {
    keptId: kept.id,
    mergedId: other.id,
    keptVersion: kept.version,
    mergedVersion: other.version,
  })
  expect(merged.status, JSON.stringify(merged.body)).toBe(201)
  await world.owner.query(`update control.accounts set language = 'de' where id = $1`, [owner.accountId])
  const files = await copied(place.organization, other.id)
  await world.owner.query(`update control.accounts set language = 'en' where id = $1`, [owner.accountId])
  const data = dataOf(files)
  expect(data.patientIds).toEqual([kept.id, other.id])
  expect(data.tables.patients?.map(({ id }) => id)).toEqual([kept.id, other.id].toSorted())
  expect(data.tables.conditions).toMatchObject([{ text: 'told of the other one', patient_id: kept.id }])
  const readme = files['README.txt']?.toString() ?? ''
  expect(readme).toContain('Alles, was über Kept bekannt ist')
  expect(readme).toContain('tables/conditions.csv: Problem')
})

test('a merge that was taken back leaves nothing of the one in the copy of the other', async () => {
  const kept = await added({ givenName: 'Anna', memo: 'speaks softly' })
  const other = await added({
    givenName: 'Xyzberta',
    memo: 'xyzberta memo',
    contact: { email: 'xyzberta@elsewhere.test' },
  })
  const merged = await owner.post('/patient-merges', {
    keptId: kept.id,
    mergedId: other.id,
    keptVersion: kept.version,
    mergedVersion: other.version,
    take: ['memo', 'contact'],
  })
  expect(merged.status, JSON.stringify(merged.body)).toBe(201)
  expect(Object.values(await copied(place.organization, kept.id)).join('\n')).toContain('xyzberta memo')
  expect((await owner.post(`/patient-merges/${merged.body.id}/undo`)).status).toBe(200)
  for (const { id } of [kept, other]) {
    const files = await copied(place.organization, id)
    const all = Object.values(files).join('\n')
    expect(all).not.toMatch(id === kept.id ? /xyzberta/i : /anna|softly/i)
    expect(all).not.toContain(id === kept.id ? other.id : kept.id)
    expect(dataOf(files).tables.patient_merges).toEqual([])
  }
})

test('why somebody is restricted, held, opened or kept out is not in it, nor what is only about another person', async () => {
  const { organization } = place
  const guardian = await owner.post('/guardians', {
    name: 'Gustav Guard',
    memo: 'xyzreason of the guardian',
    contact: { email: 'xyzreason@guard.test' },
  })
  const { id } = await added({ givenName: 'Nora', guardianIds: [guardian.body.id] })
  const done = async (answer: Promise<{ status: number; body: unknown }>) =>
    expect((await answer).status, JSON.stringify((await answer).body)).toBeLessThan(300)
  await done(owner.patch(`/patients/${id}/relations/${guardian.body.id}`, { blocked: { reason: 'xyzreason one' } }, 1))
  const clinic = (await owner.post('/clinics', { name: 'Far', timeZone: 'Europe/Berlin' })).body.id
  const scoped = await organization.member('practitioner', { clinicIds: [clinic] })
  await done(scoped.post('/emergency-accesses', { patientId: id, reason: 'xyzreason two' }))
  const hold = await owner.post(`/patients/${id}/legal-holds`, { reason: 'xyzreason three' })
  await done(owner.post(`/legal-holds/${hold.body.id}/lift`, { reason: 'xyzreason four' }))
  const restriction = await owner.post(`/patients/${id}/restrictions`, { reason: 'xyzreason five' })
  await done(owner.post(`/restrictions/${restriction.body.id}/lift`))
  const files = await copied(organization, id, await organization.member('practitioner'))
  expect(Object.values(files).join('\n')).not.toContain('xyzreason')
  const { tables: told } = dataOf(files)
  expect(told.guardians).toMatchObject([{ name: 'Gustav Guard' }])
  expect(told.patient_guardians).toMatchObject([{ guardian_id: guardian.body.id, blocked_at: expect.any(String) }])
  for (const name of ['emergency_accesses', 'legal_holds', 'restrictions']) expect(told[name], name).toHaveLength(1)
})

test('what is no file any more is named, and the rest is there', async () => {
  const { id } = await added({ givenName: 'Fay' })
  await filed(id, 'here.txt')
  await filed(id, 'gone.txt')
  await world.owner.query(
    `update tenant.files set state = 'held' where id = (
       select file_id from tenant.document_references where patient_id = $1 order by id desc limit 1)`,
    [id],
  )
  const workId = await ask(owner, id)
  await working(({ workers }) => workers.drain())
  const { body } = await owner.get(`/works/${workId}`)
  expect(body.state).toBe('done')
  expect(body.result.missing).toHaveLength(1)
})

test('who may not is told; whom somebody does not see, or sees in an emergency alone, nobody takes out', async () => {
  const { organization } = place
  const { id } = await added({ givenName: 'Paula' })
  const post = (who: Person, patientId = id, headers?: Record<string, string>) =>
    who.post(`/patients/${patientId}/copies`, told, headers)
  for (const role of ['nurse', 'receptionist'])
    expect(await post(await organization.member(role))).toMatchObject({
      status: 403,
      body: { code: 'not-allowed', data: { permission: 'charts.export' } },
    })
  const blind = await owner.post('/roles', {
    name: 'Takes out',
    copyOf: 'receptionist',
    permissions: ['patients.read', 'charts.export'],
  })
  const lacking = await organization.member(blind.body.key)
  for (const answer of [await post(lacking), await lacking.get(`/patients/${id}/copies/newest`)])
    expect(answer).toMatchObject({ status: 403, body: { data: { permission: 'charts.read' } } })
  const clinic = (await owner.post('/clinics', { name: 'Elsewhere', timeZone: 'Europe/Berlin' })).body.id
  const scoped = await organization.member('practitioner', { clinicIds: [clinic] })
  expect((await post(scoped)).status).toBe(404)
  const opened = await scoped.post('/emergency-accesses', { patientId: id, reason: 'found on the floor' })
  expect(opened.status, JSON.stringify(opened.body)).toBe(201)
  expect((await scoped.get(`/patients/${id}`)).status).toBe(200)
  expect((await post(scoped)).status).toBe(404)
  const doctor = await organization.member('practitioner')
  await owner.post(`/patients/${id}/restrictions`, { reason: 'disputed' })
  expect((await post(doctor)).status).toBe(404)
  expect((await doctor.get(`/patients/${id}/copies/newest`)).status).toBe(404)
  expect((await (await world.organization()).owner.post(`/patients/${id}/copies`, told)).status).toBe(404)
  const late = await organization.member('practitioner')
  await world.owner.query("update auth.session set authenticated_at = now() - interval '1 hour' where user_id = $1", [
    late.accountId,
  ])
  expect(await post(late, place.ids.patient)).toMatchObject({ status: 403, body: { code: 'confirmation-needed' } })
  const gone = await added({ givenName: 'Gone' })
  expect((await owner.post(`/patients/${gone.id}/erasure`)).status).toBe(201)
  expect((await post(owner, gone.id)).status).toBe(404)
})

test('it is recorded before anything is made: of whom, to whom, why; twice asked is one, and found again on the page', async () => {
  const { id } = await added({ givenName: 'Rita' })
  const doctor = await place.organization.member('practitioner')
  expect((await doctor.get(`/patients/${id}/copies/newest`)).body).toEqual({})
  const keyed = (patientId: string) => doctor.post(`/patients/${patientId}/copies`, told, { 'idempotency-key': 'copy' })
  const first = await keyed(id)
  expect((await keyed(id)).body).toEqual(first.body)
  expect((await doctor.post(`/patients/${id}/copies`, { recipient: 'insurer' })).body.id).toBe(first.body.id)
  const other = await added({ givenName: 'Olga' })
  expect(
    await doctor.post(`/patients/${other.id}/copies`, { recipient: 'insurer' }, { 'idempotency-key': 'copy' }),
  ).toMatchObject({
    status: 422,
    body: { code: 'key-reused' },
  })
  expect((await doctor.get(`/patients/${id}/copies/newest`)).body.copy.id).toBe(first.body.id)
  expect((await owner.get(`/patients/${id}/copies/newest`)).body).toEqual({})
  const { rows } = await world.owner.query(
    `select account_id, subject, subject_id from tenant.audit_events where patient_id = $1 and action = 'export'`,
    [id],
  )
  expect(rows).toContainEqual({ account_id: doctor.accountId, subject: 'patient-copy', subject_id: id })
  // a right that ends while it waits
  await world.owner.query(`update control.memberships set role_key = 'nurse' where account_id = $1`, [doctor.accountId])
  await working(({ workers }) => workers.drain())
  expect((await doctor.get(`/works/${first.body.id}`)).body).toMatchObject({ state: 'cancelled' })
})

test('a worker that is killed in the middle leaves a copy that is whole: each row once', async () => {
  const org = await world.organization()
  const { id } = (await org.owner.post('/patients', { kind: 'human', givenName: 'Cut' })).body
  await addMeasurements(org, id, 1200)
  // in the middle of a table of its own; in depth, in the middle of the data too
  for (const at of isDeep ? [17, 36] : [36]) {
    const workId = await ask(org.owner, id)
    const { config } = world.application.platform
    const dying = spawn(
      process.execPath,
      [path.join(import.meta.dirname, 'killed-fixture.ts'), world.ownerUrl, config.dataDir, String(at)],
      { stdio: 'inherit' },
    )
    expect((await once(dying, 'exit'))[1]).toBe('SIGKILL')
    await working(async ({ workers }) => {
      while ((await org.owner.get(`/works/${workId}`)).body.state !== 'done') {
        await workers.freeLost()
        await workers.drain()
      }
    })
    const files = await copying(world).filesOf(org, org.owner, workId)
    const ids = dataOf(files).tables.measurements?.map((row) => row.id) ?? []
    expect([ids.length, new Set(ids).size]).toEqual([1200, 1200])
    expect(cellsOf(files['tables/measurements.csv']?.toString() ?? '')).toHaveLength(1201)
  }
}, 120_000)

test('5,000 entries are read 500 at a time, and no more of them is held', async () => {
  const org = await world.organization()
  const { id } = (await org.owner.post('/patients', { kind: 'human', givenName: 'Long' })).body
  await addMeasurements(org, id, 5000)
  let largest = 0
  const counted: typeof copyPatient = {
    ...copyPatient,
    run: (context) =>
      copyPatient.run({
        ...context,
        write(bytes) {
          largest = Math.max(largest, bytes.length)
          return context.write(bytes)
        },
      }),
  }
  const workId = await ask(org.owner, id)
  await working(({ workers }) => workers.drain(), counted)
  const { filesOf } = copying(world)
  const files = await filesOf(org, org.owner, workId)
  expect(dataOf(files).tables.measurements).toHaveLength(5000)
  expect(cellsOf(files['tables/measurements.csv']?.toString() ?? '')).toHaveLength(5001)
  // what 500 rows are, packed
  expect(largest).toBeLessThan(100_000)
  expect(files['patient.json']?.length).toBeGreaterThan(1_000_000)
})
