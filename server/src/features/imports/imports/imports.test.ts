import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isDeep } from '../../../testing/deep.ts'
import { sentFile } from '../../../testing/files.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'
import { sheetOf, workbookOf } from '../tables/workbook-fixture.ts'
import { begun, done, importOf, working } from './imports-fixture.ts'

let world: World
beforeAll(async () => void (world = await createWorld({}, { hasWorker: false })))
afterAll(() => world.close())

const head = 'First name,Last name,Date of birth,Email,Phone'
const table = (...rows: string[]) => [head, ...rows].join('\r\n')

const countOf = async ({ id, database }: TestOrganization, what: string) =>
  (await database.query(`select count(*)::int as count from tenant.${what} where organization_id = $1`, [id])).rows[0]
    .count

const found = async (who: Person, search: string) =>
  (await who.get(`/patients?search=${encodeURIComponent(search)}`)).body.items as { id: string; familyName?: string }[]

test('a check counts what is new, on file and wrong, says where and why, and stores nothing', async () => {
  const place = await world.organization()
  const { owner } = place
  await owner.post('/patients', { kind: 'human', givenName: 'Ada', familyName: 'Byron', birthDate: '1990-01-02' })
  const id = await begun(
    owner,
    table(
      'Ada,Byron,1990-01-02,,',
      'Grace,Hopper,30.2.1990,=1+1,',
      'Alan,Turing,1992-06-23,alan@example.org,',
      'Alan,Turing,1992-06-23,,',
    ),
  )
  expect(await importOf(owner, id)).toMatchObject({
    state: 'draft',
    heads: head.split(','),
    setup: { columns: ['givenName', 'familyName', 'birthDate', 'email', 'phone'], duplicates: 'skip' },
    abilities: { check: { allowed: true }, run: { allowed: false, reason: 'wrong-state' } },
  })
  const checked = await done(world, owner, id, 'check')
  expect(checked).toMatchObject({
    state: 'checked',
    check: {
      rows: 4,
      added: 1,
      duplicates: 2,
      invalid: 1,
      problems: [
        { row: 3, field: 'birthDate', code: 'date', value: '30.2.1990' },
        { row: 3, field: 'email', code: 'email', value: '=1+1' },
      ],
    },
  })
  expect(await countOf(place, 'patients')).toBe(1)
  const { body } = await owner.get(`/works/${checked.workId}/result`)
  expect(body).toContain(`3,Date of birth: is no date; E-mail: is no e-mail address,Grace,Hopper,30.2.1990,'=1+1,\r\n`)
  expect(body.split('\r\n')).toHaveLength(3)
})

test('an import adds patients and each owner once, is found by search, and is one line of the log', async () => {
  const place = await world.organization({ kind: 'veterinary' })
  const { owner } = place
  const rows = [
    'Pet name,Species,Owner,Owner phone,Microchip',
    'Bello,Dog,Jonas Brandt,0431 555666,',
    'Minka,Cat,"Brandt, Jonas",+49 431 555666,985113000000001',
    'Rex,Dog,Gwen Stone,,',
  ]
  const id = await begun(owner, rows.join('\n'))
  await done(world, owner, id, 'check')
  expect(await done(world, owner, id, 'run')).toMatchObject({
    state: 'done',
    preview: [],
    result: { rows: 3, added: 3, updated: 0, skipped: 0, invalid: 0, guardians: 2, left: 0 },
    abilities: { undo: { allowed: true } },
  })
  expect(await found(owner, 'Brandt')).toHaveLength(2)
  expect(await found(owner, '985113000000001')).toHaveLength(1)
  const { rows: lines } = await place.database.query(
    `select count(*)::int as count from tenant.audit_events where organization_id = $1 and subject = 'imports' and action = 'create'`,
    [place.id],
  )
  expect(lines[0].count).toBe(1)
  // the table itself is gone, and another one with these heads is read alike
  const { rows: kept } = await place.database.query(
    `select from tenant.files where organization_id = $1 and state <> 'deleted'`,
    [place.id],
  )
  expect(kept).toEqual([])
  expect(await importOf(owner, await begun(owner, rows.slice(0, 2).join('\n')))).toMatchObject({ isRemembered: true })
})

test('who is on file is skipped, added once more or changed, as it was chosen; a row that comes twice is taken once', async () => {
  const rows = table('Ada,Byron,1990-01-02,ada@example.org,', 'Ada,Byron,1990-01-02,,')
  const outcomes = {
    skip: { added: 0, updated: 0, skipped: 2 },
    add: { added: 2, updated: 0, skipped: 0 },
    update: { added: 0, updated: 1, skipped: 1 },
  }
  for (const [duplicates, outcome] of Object.entries(outcomes)) {
    const { owner } = await world.organization()
    const ada = { kind: 'human', givenName: 'Ada', familyName: 'Byron', birthDate: '1990-01-02', memo: 'old' }
    const patient = (await owner.post('/patients', ada)).body
    const id = await begun(owner, rows)
    const { setup, version } = await importOf(owner, id)
    const other = { setup: { ...setup, duplicates } }
    expect((await owner.patch(`/imports/${id}`, other, version)).status).toBe(200)
    expect((await owner.patch(`/imports/${id}`, other, version)).status).toBe(412)
    await done(world, owner, id, 'check')
    expect((await done(world, owner, id, 'run')).result).toMatchObject(outcome)
    const after = (await owner.get(`/patients/${patient.id}`)).body
    expect(after.contact?.email).toBe(duplicates === 'update' ? 'ada@example.org' : undefined)
    expect(after.memo).toBe('old')
    // what was changed holds again what it held
    await done(world, owner, id, 'undo')
    expect((await owner.get(`/patients/${patient.id}`)).body).toMatchObject(ada)
    expect(await found(owner, 'Byron')).toHaveLength(1)
  }
})

test('a table that changes who is on file takes away nothing that it does not speak of', async () => {
  const { owner } = await world.organization()
  const contact = {
    email: 'old@example.org',
    phone: '+49 30 901820',
    address: { line1: 'Gasse 1', city: 'Kiel', country: 'DE' },
    about: { phone: { label: 'work' } },
    others: [{ kind: 'phone', value: '+49 30 901821' }],
  }
  const ada = { kind: 'human', givenName: 'Ada', familyName: 'Byron', birthDate: '1990-01-02', contact }
  const patient = (await owner.post('/patients', ada)).body
  const before = (await owner.get(`/patients/${patient.id}`)).body.contact
  const id = await begun(
    owner,
    'First name,Last name,Date of birth,Email,Phone,City\nAda,Byron,1990-01-02,new@example.org,,Bonn',
  )
  const { setup, version } = await importOf(owner, id)
  await owner.patch(`/imports/${id}`, { setup: { ...setup, duplicates: 'update' } }, version)
  await done(world, owner, id, 'check')
  expect((await done(world, owner, id, 'run')).result).toMatchObject({ updated: 1 })
  const after = (await owner.get(`/patients/${patient.id}`)).body.contact
  expect(after).toEqual({ ...before, email: 'new@example.org', address: { ...before.address, city: 'Bonn' } })
  await done(world, owner, id, 'undo')
  expect((await owner.get(`/patients/${patient.id}`)).body.contact).toEqual(before)
})

test('an import is taken back as a whole; what was changed or used since stays, and is named', async () => {
  const place = await world.organization()
  const { owner } = place
  const id = await begun(
    owner,
    table(...Array.from({ length: 12 }, (_, nth) => `Given${nth},Family,,,`), 'Kind,Cee,,,'),
  )
  const { setup, version } = await importOf(owner, id)
  await owner.patch(`/imports/${id}`, { setup: { ...setup, duplicates: 'add' } }, version)
  await done(world, owner, id, 'check')
  await done(world, owner, id, 'run')
  const [changed, used] = [(await found(owner, 'Given3'))[0]!, (await found(owner, 'Given5'))[0]!]
  expect((await owner.patch(`/patients/${changed.id}`, { memo: 'calls back' }, 1)).status).toBe(200)
  expect((await owner.post(`/patients/${used.id}/conditions`, { text: 'Hay fever' })).status).toBe(201)
  const undone = await done(world, owner, id, 'undo')
  expect(undone).toMatchObject({ state: 'undone', result: { added: 13, kept: 2 } })
  expect(await countOf(place, 'patients')).toBe(2)
  const { body } = await owner.get(`/works/${undone.workId}/result`)
  expect(body).toContain('5,Given3,Family\r\n7,Given5,Family\r\n')
  expect((await owner.post(`/imports/${id}/undo`)).body).toMatchObject({
    code: 'wrong-state',
    data: { state: 'undone' },
  })
})

test('nobody deletes a patient but an import that is taken back, in its 30 days', async () => {
  const place = await world.organization()
  const id = await begun(place.owner, table('Ada,Byron,,,'))
  await done(world, place.owner, id, 'check')
  await done(world, place.owner, id, 'run')
  await place.owner.post('/patients', { kind: 'human', givenName: 'Grace' })
  await place.inTenant((tx) => tx.run(sql`delete from tenant.patient_guardians`))
  await place.inTenant((tx) => tx.run(sql`delete from tenant.search_tokens`))
  expect(await place.inTenant((tx) => tx.run(sql`delete from tenant.patients`))).toBe(0)
  await place.database.query(`update tenant.imports set undo_until = now() where id = $1`, [id])
  expect((await importOf(place.owner, id)).abilities.undo).toMatchObject({ allowed: false })
  expect(await place.owner.post(`/imports/${id}/undo`)).toMatchObject({
    status: 409,
    body: { data: { state: 'expired' } },
  })
})

/** Rows of which one in so many is wrong. */
const many = (count: number, oneIn = 100) =>
  table(
    ...Array.from(
      { length: count },
      (_, nth) => `Given${nth},Family${nth},${nth % oneIn === 7 ? '30.2.1990' : '1990-01-02'},,`,
    ),
  )

test('an import whose worker is killed goes on where it was: each row once, each wrong one once in its file', async () => {
  const place = await world.organization()
  const { owner } = place
  const id = await begun(owner, many(2_100))
  await done(world, owner, id, 'check')
  await owner.post(`/imports/${id}/run`)
  const { config } = world.application.platform
  const dying = spawn(
    process.execPath,
    [path.join(import.meta.dirname, '../runs/killed-fixture.ts'), world.ownerUrl, config.dataDir],
    {
      stdio: 'inherit',
    },
  )
  expect((await once(dying, 'exit'))[1]).toBe('SIGKILL')
  // the fifth batch was written and its part of the file was not kept
  expect(await countOf(place, 'import_rows')).toBe(1_237)
  expect(await importOf(owner, id)).toMatchObject({ state: 'running', result: { rows: 1_250 } })
  await working(world, async ({ workers }) => {
    while ((await importOf(owner, id)).state === 'running') {
      await workers.freeLost()
      await workers.drain()
    }
  })
  const over = await importOf(owner, id)
  expect(over).toMatchObject({ state: 'done', result: { rows: 2_100, added: 2_079, invalid: 21, skipped: 0 } })
  expect(await countOf(place, 'patients')).toBe(2_079)
  const lines = (await owner.get(`/works/${over.workId}/result`)).body.split('\r\n').slice(1, -1) as string[]
  expect(lines.map((line) => Number(line.split(',')[0]))).toEqual(Array.from({ length: 21 }, (_, nth) => nth * 100 + 9))
})

test('a plan’s limit lets in as many as there is room for, however many come at once, and says how many were left', async () => {
  const place = await world.organization({ plan: 'free' })
  const { owner } = place
  for (let nth = 0; nth < 10; nth++) await owner.post('/patients', { kind: 'human', givenName: `Early${nth}` })
  const id = await begun(owner, table(...Array.from({ length: 70 }, (_, nth) => `Given${nth},Family${nth},,,`)))
  await done(world, owner, id, 'check')
  await owner.post(`/imports/${id}/run`)
  const singles = Array.from({ length: 5 }, (_, nth) =>
    owner.post('/patients', { kind: 'human', givenName: `Late${nth}` }),
  )
  await working(world, ({ workers }) => workers.drain())
  await Promise.all(singles)
  const { result } = await importOf(owner, id)
  expect(result.added + result.left).toBe(70)
  expect(result.left).toBeGreaterThanOrEqual(30)
  expect(await countOf(place, 'patients')).toBe(50)
})

test('an import that is stopped keeps what it did, and goes on or is taken back', async () => {
  const place = await world.organization()
  const { owner } = place
  const id = await begun(owner, many(600))
  await done(world, owner, id, 'check')
  const { workId } = (await owner.post(`/imports/${id}/run`)).body
  await owner.post(`/works/${workId}/cancellation`)
  expect(await importOf(owner, id)).toMatchObject({
    state: 'running',
    abilities: { run: { allowed: true }, undo: { allowed: true } },
  })
  expect(await done(world, owner, id, 'run')).toMatchObject({ state: 'done', result: { added: 594 } })
})

test('a workbook is read by its sheets; a file that is none, or that is somebody else’s, is refused', async () => {
  const { owner, ...place } = await world.organization()
  const colleague = await { owner, ...place }.member('receptionist')
  const bytes = await workbookOf({ Empty: sheetOf([['x']]), People: sheetOf([['First name'], ['Ada']]) })
  const id = await begun(owner, bytes)
  const first = await importOf(owner, id)
  expect(first).toMatchObject({ sheets: ['Empty', 'People'], sheet: 'Empty', heads: ['x'] })
  const second = await owner.patch(`/imports/${id}`, { sheet: 'People' }, first.version)
  expect(second.body).toMatchObject({ sheet: 'People', setup: { columns: ['givenName'] }, preview: [['Ada']] })
  expect(await done(world, owner, id, 'check')).toMatchObject({ check: { added: 1 } })
  const pdf = await sentFile(owner, Buffer.from('%PDF-1.7 and more'), 'attachment', 'a.pdf')
  expect(await owner.post('/imports', { fileId: pdf })).toMatchObject({
    status: 422,
    body: { code: 'table-unreadable', data: { reason: 'format' } },
  })
  const keyed = (fileId: string) =>
    owner.call('POST', '/imports', { body: { fileId }, headers: { 'idempotency-key': 'one' } })
  const again = await sentFile(owner, bytes, 'attachment', 'again.xlsx')
  expect((await keyed(again)).status).toBe(201)
  expect(await keyed(pdf)).toMatchObject({ status: 422, body: { code: 'key-reused' } })
  const issues = { status: 400, body: { code: 'invalid-input', data: { issues: [{ code: 'unknown' }] } } }
  expect(await colleague.post('/imports', { fileId: pdf })).toMatchObject(issues)
  // the table went before it was asked for: said on the import, nothing hangs
  await place.database.query(`update tenant.files set state = 'deleted' where organization_id = $1`, [place.id])
  expect((await owner.patch(`/imports/${id}`, { sheet: 'Empty' }, second.body.version + 2)).status).toBe(422)
  expect(await done(world, owner, id, 'check')).toMatchObject({ state: 'draft', failure: 'gone' })
})

test('wrong states are refused, and what another organization imports is not there', async () => {
  const [place, other] = [await world.organization(), await world.organization()]
  const id = await begun(place.owner, table('Ada,Byron,,,'))
  for (const step of ['run', 'undo'])
    expect(await place.owner.post(`/imports/${id}/${step}`)).toMatchObject({
      status: 409,
      body: { code: 'wrong-state' },
    })
  await done(world, place.owner, id, 'check')
  await done(world, place.owner, id, 'run')
  const { setup, version } = await importOf(place.owner, id)
  expect((await place.owner.patch(`/imports/${id}`, { setup }, version)).body.code).toBe('wrong-state')
  expect((await place.owner.post(`/imports/${id}/check`)).body.code).toBe('wrong-state')
  for (const step of ['check', 'run', 'undo'])
    expect((await other.owner.post(`/imports/${id}/${step}`)).status).toBe(404)
  expect((await other.owner.get('/imports')).body.items).toEqual([])
  expect((await place.owner.get('/imports')).body.items).toMatchObject([{ id, name: 'patients.csv', state: 'done' }])
})

test('many rows: all that are right are added, what is wrong is named by row and field, and all of it is taken back', async () => {
  const count = isDeep ? 100_000 : 1_000
  const wrong = count / 200
  const place = await world.organization()
  const { owner } = place
  const id = await begun(owner, many(count, 200))
  const checked = await done(world, owner, id, 'check')
  expect(checked.check).toMatchObject({ rows: count, added: count - wrong, invalid: wrong })
  expect(checked.check.problems[0]).toEqual({ row: 9, field: 'birthDate', code: 'date', value: '30.2.1990' })
  const { body } = await owner.get(`/works/${checked.workId}/result`)
  const named = (body as string).split('\r\n').slice(1, -1)
  expect(named.map((line) => line.split(',').slice(0, 2))).toEqual(
    Array.from({ length: wrong }, (_, nth) => [String(nth * 200 + 9), 'Date of birth: is no date']),
  )
  expect((await done(world, owner, id, 'run')).result).toMatchObject({ added: count - wrong, invalid: wrong })
  expect(await countOf(place, 'patients')).toBe(count - wrong)
  expect((await done(world, owner, id, 'undo')).result).toMatchObject({ kept: 0 })
  expect(await countOf(place, 'patients')).toBe(0)
})
