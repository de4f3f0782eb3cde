import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../../kit/db/ids.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let org: TestOrganization
let other: TestOrganization
let patient: string

beforeAll(async () => {
  world = await createWorld()
  org = await world.organization()
  other = await world.organization()
  patient = await added({ birthDate: '1980-06-15' })
})
afterAll(() => world?.close())

const added = async (more: object, by: Person = org.owner): Promise<string> =>
  (await by.post('/patients', { kind: 'human', givenName: 'Nils', ...more })).body.id as string
const record = (body: object, to = patient, by: Person = org.owner) => by.post(`/patients/${to}/conditions`, body)
const change = (one: { id: string; version: number }, body: object, by: Person = org.owner) =>
  by.call('PATCH', `/conditions/${one.id}`, { body, headers: { 'if-match': `"${one.version}"` } })
const listed = async (of = patient, by: Person = org.owner) => (await by.get(`/patients/${of}/conditions`)).body.items
const refusedAt = (path: string, code: string) => ({
  status: 400,
  body: { data: { issues: [{ path: ['body', ...path.split('.')], code }] } },
})

describe('a problem', () => {
  test('is recorded by a code or in words, read again, changed, and nothing of its words lies in clear', async () => {
    const coded = await record({
      code: { system: 'icd-10-cm', code: 'M54.50' },
      onset: '2026-03',
      severity: 'moderate',
      bodySide: 'left',
      note: 'since the move',
    })
    expect(coded).toMatchObject({
      status: 201,
      headers: { etag: '"1"' },
      body: {
        code: { system: 'icd-10-cm', code: 'M54.50' },
        text: 'Low back pain, unspecified',
        status: 'active',
        verification: 'confirmed',
        onset: '2026-03',
        severity: 'moderate',
        bodySide: 'left',
        note: 'since the move',
        recordedBy: org.owner.accountId,
        abilities: { update: { allowed: true } },
      },
    })
    const free = await record({ text: 'sleeps badly', abatement: '2025', onset: '2024-02-29' })
    expect(free.body).toMatchObject({
      text: 'sleeps badly',
      status: 'resolved',
      abatement: '2025',
      onset: '2024-02-29',
    })
    expect(await listed()).toEqual([coded.body, free.body])
    const changed = await change(coded.body, {
      status: 'resolved',
      abatement: '2026-09-01',
      severity: null,
      text: 'Lumbago',
    })
    expect(changed).toMatchObject({
      status: 200,
      body: { status: 'resolved', abatement: '2026-09-01', text: 'Lumbago', note: 'since the move', version: 2 },
    })
    expect(changed.body.severity).toBeUndefined()
    expect(await change(coded.body, { note: 'late' })).toMatchObject({ status: 412, body: { code: 'stale' } })
    const { rows } = await world.owner.query('select to_jsonb(c)::text as row from tenant.conditions c')
    expect(JSON.stringify(rows)).not.toMatch(/Lumbago|sleeps|since the move/)
  })

  test('is what a patient died of where a death is known, and that is the chart’s to read', async () => {
    const to = await added({ birthDate: '1930-01-01' })
    const alive = await record({ text: 'Heart failure', isCauseOfDeath: true }, to)
    expect(alive).toMatchObject(refusedAt('isCauseOfDeath', 'is-alive'))
    const { body: heart } = await record({ code: { system: 'icd-10-cm', code: 'I50.9' } }, to)
    expect(heart.isCauseOfDeath).toBe(false)
    expect(await change(heart, { isCauseOfDeath: true })).toMatchObject(refusedAt('isCauseOfDeath', 'is-alive'))
    const died = await org.owner.patch(`/patients/${to}`, { deceasedOn: '2026-11-01' }, 1)
    expect(died.status).toBe(200)
    const cause = await change(heart, { isCauseOfDeath: true })
    expect(cause).toMatchObject({ status: 200, body: { isCauseOfDeath: true, version: 2 } })
    expect((await listed(to))[0]).toEqual(cause.body)
    // whoever sees the patient and no chart learns nothing of it
    const desk = await org.member('receptionist')
    expect((await desk.get(`/patients/${to}/conditions`)).status).toBe(403)
    expect(JSON.stringify((await desk.get(`/patients/${to}`)).body)).not.toMatch(/I50|CauseOfDeath/)
    // the death was entered in error: what was said of its cause can still be mended
    expect((await org.owner.patch(`/patients/${to}`, { deceasedOn: null }, 2)).status).toBe(200)
    expect((await change(cause.body, { isCauseOfDeath: false })).body.isCauseOfDeath).toBe(false)
  })

  test('entered in error is marked so and stays', async () => {
    const to = await added({})
    const { body } = await record({ text: 'the neighbour’s' }, to)
    expect((await change(body, { verification: 'entered-in-error' })).body.verification).toBe('entered-in-error')
    expect(await listed(to)).toMatchObject([{ text: 'the neighbour’s', verification: 'entered-in-error' }])
  })

  test('is recorded once under one key', async () => {
    const to = await added({})
    const send = (text: string) =>
      org.owner.call('POST', `/patients/${to}/conditions`, { body: { text }, headers: { 'idempotency-key': 'one' } })
    const [first, again] = [await send('Asthma'), await send('Asthma')]
    expect(again.body).toEqual(first.body)
    expect(await send('Gout')).toMatchObject({ status: 422, body: { code: 'key-reused' } })
    expect(await listed(to)).toHaveLength(1)
  })

  test('announces that the chart changed, and the audit names the patient', async () => {
    const to = await added({})
    await record({ text: 'Asthma' }, to)
    const { rows } = await world.owner.query(
      `select e.action, e.subject from tenant.audit_events e where e.patient_id = $1 and e.subject = 'conditions'`,
      [to],
    )
    expect(rows).toEqual([{ action: 'create', subject: 'conditions' }])
    const { rows: events } = await world.owner.query(`select payload from tenant.events where name = 'chart.changed'`)
    expect(events).toContainEqual({ payload: expect.objectContaining({ patientId: to }) })
  })
})

describe('what cannot be is refused at its field, and nothing is stored', () => {
  test.each([
    [{ text: 'x', onset: '2026-02-30' }, 'onset', 'date'],
    [{ text: 'x', onset: '1979' }, 'onset', 'before-birth'],
    [{ text: 'x', onset: '2199-01' }, 'onset', 'future'],
    [{ text: 'x', onset: '2020', abatement: '2019', status: 'resolved' }, 'abatement', 'ends-first'],
    [{ text: 'x', abatement: '2020', status: 'active' }, 'abatement', 'not-over'],
    [{ text: 'x', status: 'gone' }, 'status', 'choice'],
    [{ text: 'lone \ud800 surrogate' }, 'text', 'characters'],
    [{ text: '\u200b' }, 'text', 'required'],
    [{ text: 'x', note: 'y\u0000' }, 'note', 'characters'],
    [{}, 'text', 'required'],
    [{ code: { system: 'icd-10-cm', code: 'M54.5' } }, 'code.code', 'unknown'],
    [{ code: { system: 'unheard-of', code: 'M54.50' } }, 'code.code', 'unknown'],
    [{ text: 'x', patientId: newId() }, 'patientId', 'unknown-field'],
  ])('%j', async (body, path, code) => {
    const to = await added({ birthDate: '1980-06-15' })
    expect((await record(body, to)).body.data?.issues, JSON.stringify(body)).toContainEqual(
      expect.objectContaining({ path: path === 'patientId' ? ['body'] : ['body', ...path.split('.')], code }),
    )
    expect(await listed(to)).toEqual([])
  })

  test('an onset in the year of the birth may be, one after the death may not', async () => {
    const to = await added({ birthDate: '2010-05' })
    const {
      body: { version },
    } = await org.owner.get(`/patients/${to}`)
    await org.owner.call('PATCH', `/patients/${to}`, {
      body: { deceasedOn: '2020-01-10' },
      headers: { 'if-match': `"${version}"` },
    })
    expect((await record({ text: 'Born with it', onset: '2010' }, to)).status).toBe(201)
    expect(await record({ text: 'x', onset: '2020-02' }, to)).toMatchObject(refusedAt('onset', 'after-death'))
    const [one] = await listed(to)
    expect(await change(one, { onset: '2009' })).toMatchObject(refusedAt('onset', 'before-birth'))
    expect(await change(one, { abatement: '2019' })).toMatchObject(refusedAt('abatement', 'not-over'))
    expect(await listed(to)).toEqual([one])
  })
})

describe('a chart is read by whom it is for', () => {
  test('each reading is recorded, once, for what was read', async () => {
    const to = await added({})
    const nurse = await org.member('nurse')
    await listed(to, nurse)
    const { rows } = await world.owner.query(
      `select account_id, subject from tenant.audit_events where patient_id = $1 and action = 'read'`,
      [to],
    )
    expect(rows).toEqual([{ account_id: nurse.accountId, subject: 'conditions' }])
  })

  test('the desk sees patients and no charts', async () => {
    const desk = await org.member('receptionist')
    expect(await desk.get(`/patients/${patient}/conditions`)).toMatchObject({
      status: 403,
      body: { data: { permission: 'charts.read' } },
    })
    expect(await record({ text: 'x' }, patient, desk)).toMatchObject({ status: 403 })
  })

  test('a scoped nurse reads and writes where she treats, and elsewhere finds nothing until she breaks the glass', async () => {
    const made = async (name: string) =>
      (await org.owner.post('/clinics', { name, timeZone: 'Europe/Berlin' })).body.id as string
    const [near, far] = [await made('Near'), await made('Far')]
    const nurse = await org.member('nurse', { clinicIds: [near] })
    const [hers, theirs] = [await added({ homeClinicId: near }), await added({ homeClinicId: far })]
    expect((await record({ text: 'Asthma' }, hers, nurse)).status).toBe(201)
    const { body: hidden } = await record({ text: 'Gout' }, theirs)
    for (const answer of [
      await nurse.get(`/patients/${theirs}/conditions`),
      await record({ text: 'x' }, theirs, nurse),
      await change(hidden, { text: 'y' }, nurse),
    ])
      expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } })
    await nurse.post('/emergency-accesses', { patientId: theirs, reason: 'unconscious at the door' })
    expect(await listed(theirs, nurse)).toMatchObject([{ text: 'Gout' }])
    const { rows } = await world.owner.query(
      `select reason from tenant.audit_events where patient_id = $1 and subject = 'conditions' and action = 'read'`,
      [theirs],
    )
    expect(rows).toEqual([{ reason: 'emergency' }])
  })

  test('another organization’s chart looks exactly like one that does not exist', async () => {
    const stranger = await added({}, other.owner)
    const { body: theirs } = await record({ text: 'Gout' }, stranger, other.owner)
    const seen = ({ status, body }: { status: number; body: { requestId?: string } }) => ({
      status,
      body: { ...body, requestId: '' },
    })
    for (const [one, none] of [
      [await org.owner.get(`/patients/${stranger}/conditions`), await org.owner.get(`/patients/${newId()}/conditions`)],
      [await record({ text: 'x' }, stranger), await record({ text: 'x' }, newId())],
      [await change(theirs, { text: 'x' }), await change({ id: newId(), version: 1 }, { text: 'x' })],
    ] as const) {
      expect(one.status).toBe(404)
      expect(seen(one)).toEqual(seen(none))
    }
  })
})
