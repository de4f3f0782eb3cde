import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AnyWork } from '../../../kit/works/work.ts'
import { startWorker, type TestWorker, watched } from '../../../kit/works/works-fixture.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'
import { exportPatients } from './jobs.ts'

let world: World
beforeAll(async () => void (world = await createWorld({}, { hasWorker: false })))
afterAll(() => world.close())

/** Works off what waits, as another process does. */
async function working<Result>(kind: AnyWork, during: (worker: TestWorker) => Promise<Result>): Promise<Result> {
  const worker = await startWorker(world.application.platform, world.ownerUrl, [kind])
  try {
    return await during(worker)
  } finally {
    await worker.stop()
  }
}

const ask = async (who: Person, body: object = {}): Promise<string> => {
  const answer = await who.post('/patients/exports', body)
  expect(answer).toMatchObject({ status: 202, body: { kind: 'patients.csv', state: 'queued' } })
  return answer.body.id
}

const workOf = async (who: Person, id: string) => (await who.get(`/works/${id}`)).body

const fileOf = async (who: Person, id: string): Promise<string> => {
  const { status, body } = await who.get(`/works/${id}/result`)
  expect(status).toBe(200)
  return body as string
}

async function exported(who: Person, body: object = {}): Promise<string[]> {
  const id = await ask(who, body)
  await working(exportPatients, ({ workers }) => workers.drain())
  expect(await workOf(who, id)).toMatchObject({ state: 'done' })
  return linesOf(await fileOf(who, id))
}

const linesOf = (csv: string) => csv.split('\r\n').slice(0, -1)

/** So many more patients, past the doors that take them one by one. */
const addMany = ({ id, database }: TestOrganization, count: number) =>
  database.query(
    `insert into tenant.patients (organization_id, id, kind, given_name, family_name, name_key, search_text, fold_version)
     select $1, gen_random_uuid(), 'human', 'Given' || n, 'Family', 'given' || n, ' given', 1 from generate_series(1, $2) n`,
    [id, count],
  )

/** Each of them once, and nobody else. */
function expectAllOnce(lines: readonly string[], count: number): void {
  const names = lines.slice(1).map((line) => line.split(',')[1])
  expect(names.length).toBe(count)
  expect(new Set(names).size).toBe(count)
}

test.each([false, true])(
  '20,000 patients are 20,000 rows below one head (a database of its own: %s)',
  async (dedicated) => {
    const place = await world.organization({ dedicated })
    await addMany(place, 20_000)
    const id = await ask(place.owner)
    await working(exportPatients, ({ workers }) => workers.drain())
    expect(await workOf(place.owner, id)).toMatchObject({ state: 'done', progress: { done: 20_000, total: 20_000 } })
    expectAllOnce(linesOf(await fileOf(place.owner, id)), 20_000)
  },
)

test('a table whose worker is killed while it writes goes on where it was kept, and is whole', async () => {
  const place = await world.organization()
  await addMany(place, 5_250)
  const id = await ask(place.owner)
  const { config } = world.application.platform
  const dying = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'killed-fixture.ts'), world.ownerUrl, config.dataDir],
    { stdio: 'inherit' },
  )
  expect((await once(dying, 'exit'))[1]).toBe('SIGKILL')
  expect(await workOf(place.owner, id)).toMatchObject({ state: 'running', progress: { done: 2_000, total: 5_250 } })
  let parts = 0
  await working(
    watched(exportPatients, (written) => void (parts = written)),
    async ({ workers }) => {
      while ((await workOf(place.owner, id)).state !== 'done') {
        await workers.freeLost()
        await workers.drain()
      }
    },
  )
  // seven parts for 3,250 patients: neither the head again nor what was kept
  expect(parts).toBe(7)
  expectAllOnce(linesOf(await fileOf(place.owner, id)), 5_250)
})

test('a table that is stopped while it is made ends after its step, and there is no file', async () => {
  const place = await world.organization()
  await addMany(place, 3_000)
  const id = await ask(place.owner)
  let last = 0
  const stopping = watched(exportPatients, async (parts) => {
    last = parts
    if (parts !== 3) return
    expect((await place.owner.post(`/works/${id}/cancellation`)).body).toMatchObject({ isStopping: true })
  })
  await working(stopping, ({ workers }) => workers.drain())
  expect(last).toBe(3)
  expect(await workOf(place.owner, id)).toMatchObject({ state: 'cancelled' })
  expect(await place.owner.get(`/works/${id}/result`)).toMatchObject({ status: 409, body: { code: 'wrong-state' } })
})

test('it says what is known in the words of whoever asks, and no cell is a formula', async () => {
  const place = await world.organization()
  const { owner } = place
  const clinic = (await owner.post('/clinics', { name: 'Harbour', timeZone: 'Europe/Berlin' })).body
  const guardian = (await owner.post('/guardians', { name: 'Gwen', contact: { phone: '0431 222' } })).body
  await owner.post('/patients', {
    kind: 'human',
    givenName: '=1+1',
    familyName: 'O"Neil, Zoë',
    birthDate: '1988-04',
    sex: 'female',
    contact: { email: 'zoe@example.org', phone: '0431 111', address: { line1: 'Quay 1', city: 'Kiel' } },
    memo: 'two\nlines',
    homeClinicId: clinic.id,
    guardianIds: [guardian.id],
  })
  await owner.post('/patients', { kind: 'animal', givenName: 'Bello', species: 'dog', isNeutered: true })
  await world.owner.query("update control.accounts set language = 'de' where id = $1", [owner.accountId])
  const id = await ask(owner)
  await working(exportPatients, ({ workers }) => workers.drain())
  expect((await workOf(owner, id)).result.name).toMatch(
    new RegExp(`^${place.slug}-patients-\\d{4}-\\d\\d-\\d\\d\\.csv$`),
  )
  const csv = await fileOf(owner, id)
  expect(csv).toMatch(/^\uFEFFArt des Patienten,Vorname,Nachname,Geburtsdatum,/)
  expect(csv).toContain(`Mensch,'=1+1,"O""Neil, Zoë",1988-04,Weiblich,`)
  expect(csv).toContain('0431 111,zoe@example.org,Quay 1,,Kiel,,,Gwen,0431 222,')
  expect(csv).toContain('Harbour,"two\nlines",')
  expect(csv).toContain('Tier,Bello,,,,Hund,,Ja,')
})

test('where people alone are treated nothing is asked of animals; the archive is a table of its own', async () => {
  const { owner } = await world.organization({ kind: 'human' })
  const { body: gone } = await owner.post('/patients', { kind: 'human', givenName: 'Gone' })
  await owner.post('/patients', { kind: 'human', givenName: 'Here' })
  await owner.call('PUT', `/patients/${gone.id}/archival`, {
    body: { archived: true },
    headers: { 'if-match': `"${gone.version}"` },
  })
  const [head, ...rows] = await exported(owner)
  expect(head).not.toContain('Species')
  expect(rows.map((row) => row.split(',')[1])).toEqual(['Here'])
  const archived = await exported(owner, { archived: 'only' })
  expect(archived.slice(1).map((row) => row.split(',')[1])).toEqual(['Gone'])
})

/** Somebody who takes out the patients of their own clinics and sees no others. */
async function bound({ owner, member }: TestOrganization, clinicIds: string[]): Promise<Person> {
  const role = await owner.post('/roles', {
    name: 'Takes out',
    copyOf: 'nurse',
    permissions: ['patients.read', 'patients.export'],
  })
  expect(role.status).toBe(201)
  return member(role.body.key, { clinicIds })
}

test('each gets those whom they see; whose sight changes while it waits gets no file', async () => {
  const place = await world.organization()
  const { owner } = place
  const clinics: string[] = []
  for (const name of ['North', 'South'])
    clinics.push((await owner.post('/clinics', { name, timeZone: 'Europe/Berlin' })).body.id)
  for (const [givenName, homeClinicId] of [
    ['Nora', clinics[0]],
    ['Sol', clinics[1]],
    ['Nobody', undefined],
  ])
    await owner.post('/patients', { kind: 'human', givenName, ...(homeClinicId && { homeClinicId }) })
  const north = await bound(place, [clinics[0]!])
  const names = (lines: readonly string[]) => lines.slice(1).map((line) => line.split(',')[1])
  expect(names(await exported(north))).toEqual(['Nora'])
  expect(names(await exported(owner))).toEqual(['Nora', 'Sol', 'Nobody'])

  const move = (to: string[]) =>
    world.owner.query('update control.memberships set clinic_ids = $3 where organization_id = $1 and account_id = $2', [
      place.id,
      north.accountId,
      to,
    ])
  const late = await ask(north)
  await move([clinics[1]!])
  // another sight is another work, even while the first one waits
  const other = await ask(north)
  expect(other).not.toBe(late)
  expect(await ask(north)).toBe(other)
  await working(exportPatients, ({ workers }) => workers.drain())
  expect(await workOf(north, late)).toMatchObject({ state: 'cancelled' })
  expect(names(linesOf(await fileOf(north, other)))).toEqual(['Sol'])
  const { rows } = await world.owner.query<{ keys: number }>(
    'select count(distinct once_key)::int as keys from control.works where organization_id = $1',
    [place.id],
  )
  expect(rows).toEqual([{ keys: 3 }])

  const without = await ask(north)
  await world.owner.query('delete from control.memberships where account_id = $1', [north.accountId])
  await working(exportPatients, ({ workers }) => workers.drain())
  const { rows: ended } = await world.owner.query('select state from control.works where id = $1', [without])
  expect(ended).toEqual([{ state: 'cancelled' }])
})

test('another organization’s table, and a colleague’s, look like one that does not exist', async () => {
  const [place, other] = [await world.organization(), await world.organization()]
  const colleague = await place.member('owner')
  const id = await ask(place.owner)
  const unknown = '00000000-0000-7000-8000-00000000dead'
  for (const who of [colleague, other.owner, await other.join(place.owner, 'owner')])
    for (const [method, below] of [
      ['GET', ''],
      ['GET', '/result'],
      ['POST', '/cancellation'],
    ] as const) {
      const [theirs, nobodys] = [
        await who.call(method, `/works/${id}${below}`),
        await who.call(method, `/works/${unknown}${below}`),
      ]
      expect(theirs.status, below).toBe(404)
      expect({ ...theirs.body, requestId: '' }).toEqual({ ...nobodys.body, requestId: '' })
    }
})

test('who may not export is told, who proved too little too; what is taken out is in the log', async () => {
  const place = await world.organization()
  expect(await (await place.member('receptionist')).post('/patients/exports', {})).toMatchObject({
    status: 403,
    body: { code: 'not-allowed', data: { permission: 'patients.export' } },
  })
  const role = await place.owner.post('/roles', {
    name: 'Takes out alone',
    copyOf: 'nurse',
    permissions: ['patients.export'],
  })
  expect(await (await place.member(role.body.key)).post('/patients/exports', {})).toMatchObject({
    status: 403,
    body: { code: 'not-allowed', data: { permission: 'patients.read' } },
  })
  const late = await place.member('owner')
  await world.owner.query("update auth.session set authenticated_at = now() - interval '1 hour' where user_id = $1", [
    late.accountId,
  ])
  expect(await late.post('/patients/exports', {})).toMatchObject({ status: 403, body: { code: 'confirmation-needed' } })
  await ask(place.owner, { archived: 'only' })
  const { rows } = await world.owner.query(
    `select account_id, action, subject from tenant.audit_events where organization_id = $1 and action = 'export'`,
    [place.id],
  )
  expect(rows).toEqual([{ account_id: place.owner.accountId, action: 'export', subject: 'patient-list' }])
})

test('a key asks once, and serves no other question', async () => {
  const { owner } = await world.organization()
  const asked = (body: object) =>
    owner.call('POST', '/patients/exports', { body, headers: { 'idempotency-key': 'once' } })
  const [first, again] = [await asked({}), await asked({})]
  expect(again).toMatchObject({ status: 202, body: { id: first.body.id } })
  expect(await asked({ archived: 'only' })).toMatchObject({ status: 422, body: { code: 'key-reused' } })
})
