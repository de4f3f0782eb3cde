import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../../kit/db/ids.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let org: TestOrganization
let other: TestOrganization

beforeAll(async () => {
  world = await createWorld()
  org = await world.organization({ kind: 'mixed' })
  other = await world.organization()
})
afterAll(() => world?.close())

const added = async (more: object = {}, by: Person = org.owner): Promise<string> =>
  (await by.post('/patients', { kind: 'human', givenName: 'Nils', birthDate: '1980-06-15', ...more })).body.id
const aDog = () => added({ kind: 'animal', species: 'dog', birthDate: '2020-01-01' })
const measure = (to: string, items: object[], more: object = {}, by: Person = org.owner) =>
  by.post(`/patients/${to}/measurements`, { items, ...more })
const weight = (value: number, unit = 'kg') => ({ kind: 'weight', value, unit })
const change = (one: { id: string; version: number }, body: object, by: Person = org.owner) =>
  by.call('PATCH', `/measurements/${one.id}`, { body, headers: { 'if-match': `"${one.version}"` } })
const listed = async (of: string, query = '') => (await org.owner.get(`/patients/${of}/measurements${query}`)).body

describe('a measurement', () => {
  test('is kept as it was typed and in the unit of its kind, several at once, beside what is usual', async () => {
    const to = await aDog()
    const { status, body } = await measure(
      to,
      [
        weight(27, '[lb_av]'),
        { kind: 'temperature', value: 104, unit: '[degF]' },
        { kind: 'pain', value: 3, unit: '{score}' },
      ],
      { note: 'after the run', measuredAt: '2026-11-02T10:00:00+01:00' },
    )
    expect(status).toBe(201)
    expect(body.items).toMatchObject([
      {
        kind: 'weight',
        value: 12.24699399,
        unit: 'kg',
        typed: { value: 27, unit: '[lb_av]' },
        measuredAt: '2026-11-02T09:00:00.000Z',
        status: 'final',
        note: 'after the run',
        recordedBy: org.owner.accountId,
      },
      { kind: 'temperature', value: 40, unit: 'Cel' },
      { kind: 'pain', value: 3 },
    ])
    const page = await listed(to)
    expect(page.items.map(({ id }: { id: string }) => id).toSorted()).toEqual(
      body.items.map(({ id }: { id: string }) => id).toSorted(),
    )
    expect(page.ranges).toContainEqual(
      expect.objectContaining({
        kind: 'temperature',
        low: 37.7,
        high: 39.2,
        isChecked: true,
        source: expect.any(String),
      }),
    )
    expect(page.ranges).toContainEqual(expect.objectContaining({ kind: 'heart-rate', isChecked: false }))
    const { rows } = await world.owner.query('select to_jsonb(m)::text as row from tenant.measurements m')
    expect(JSON.stringify(rows)).not.toContain('after the run')
  })

  test('blood pressure has two values, and grows old by kind: the newest of each is named', async () => {
    const to = await added()
    const pressure = (value: number, secondValue: number, day: string) =>
      measure(to, [{ kind: 'blood-pressure', value, secondValue, unit: 'mm[Hg]' }], { measuredAt: `${day}T09:00:00Z` })
    await pressure(120, 80, '2026-10-02')
    await pressure(140, 90, '2026-10-01')
    await measure(to, [weight(80)])
    const page = await listed(to, '?limit=2')
    expect(page.latest).toMatchObject([
      { kind: 'weight', value: 80 },
      { kind: 'blood-pressure', value: 120, secondValue: 80 },
    ])
    expect(page.items).toHaveLength(2)
    const next = await listed(to, `?limit=2&cursor=${page.nextCursor}`)
    expect(next).toMatchObject({ items: [{ kind: 'blood-pressure', value: 140 }] })
    expect(next.latest).toBeUndefined()
    expect((await listed(to, '?kind=weight')).items).toHaveLength(1)
  })

  test('entered in error stays and is no longer counted, and can be taken back', async () => {
    const to = await added()
    const { body } = await measure(to, [weight(8)])
    const [one] = body.items
    const marked = await change(one, { status: 'entered-in-error', note: 'wrong patient' })
    expect(marked).toMatchObject({
      status: 200,
      body: { status: 'entered-in-error', note: 'wrong patient', version: 2 },
    })
    expect((await listed(to)).latest).toEqual([])
    expect((await listed(to)).items).toHaveLength(1)
    expect(await change(one, { status: 'final' })).toMatchObject({ status: 412, body: { code: 'stale' } })
    expect((await change(marked.body, { status: 'final', note: null })).body.note).toBeUndefined()
  })

  test('is recorded once under one key', async () => {
    const to = await added()
    const send = (value: number) =>
      org.owner.call('POST', `/patients/${to}/measurements`, {
        body: { items: [weight(value)] },
        headers: { 'idempotency-key': 'weighed' },
      })
    expect((await send(80)).body).toEqual((await send(80)).body)
    expect(await send(81)).toMatchObject({ status: 422, body: { code: 'key-reused' } })
    expect((await listed(to)).items).toHaveLength(1)
  })
})

describe('what differs much from before', () => {
  test('is asked about once, and kept when it is right', async () => {
    const to = await aDog()
    await measure(to, [weight(4.2)], { measuredAt: '2026-10-20T09:00:00Z' })
    const items = [{ kind: 'pain', value: 2, unit: '{score}' }, weight(42)]
    expect(await measure(to, items)).toMatchObject({
      status: 409,
      body: {
        code: 'unlike-before',
        data: {
          items: [
            { index: 1, kind: 'weight', before: { value: 4.2, unit: 'kg', measuredAt: '2026-10-20T09:00:00.000Z' } },
          ],
        },
      },
    })
    expect((await listed(to)).items).toHaveLength(1)
    expect((await measure(to, items, { isConfirmed: true })).status).toBe(201)
    expect((await listed(to)).items).toHaveLength(3)
  })

  test.each([
    ['a puppy that doubles in a month', '2026-09-01', 4, 8, 201],
    ['a puppy in the unit of pounds', '2026-09-01', 40, 4, 409],
    ['a dog that lost a tenth', '2020-01-01', 30, 27, 201],
    ['a dog weighed in pounds by mistake', '2020-01-01', 30, 66, 409],
  ])('%s', async (_what, birthDate, before, now, status) => {
    const to = await added({ kind: 'animal', species: 'dog', birthDate })
    await measure(to, [weight(before)], { measuredAt: '2026-10-28T09:00:00Z' })
    expect((await measure(to, [weight(now)])).status).toBe(status)
  })
})

describe('what cannot be is refused at its field, and nothing is stored', () => {
  const rate = (value: number) => ({ kind: 'heart-rate', value, unit: '/min' })
  test.each([
    [[weight(900)], {}, 'items.0.value', 'implausible'],
    [[rate(70), weight(0)], {}, 'items.1.value', 'implausible'],
    [[weight(80, 'Cel')], {}, 'items.0.unit', 'unit'],
    [[weight(80, 'constructor')], {}, 'items.0.unit', 'unit'],
    [[{ kind: 'pain', value: 2.5, unit: '{score}' }], {}, 'items.0.value', 'implausible'],
    [[{ kind: 'pain', value: 11, unit: '{score}' }], {}, 'items.0.value', 'implausible'],
    [[{ kind: 'body-condition', value: 5, unit: '{score}' }], {}, 'items.0.kind', 'kind'],
    [[{ kind: 'blood-pressure', value: 120, unit: 'mm[Hg]' }], {}, 'items.0.secondValue', 'required'],
    [
      [{ kind: 'blood-pressure', value: 80, secondValue: 120, unit: 'mm[Hg]' }],
      {},
      'items.0.secondValue',
      'second-below-first',
    ],
    [
      [{ kind: 'blood-pressure', value: 120, secondValue: 5, unit: 'mm[Hg]' }],
      {},
      'items.0.secondValue',
      'implausible',
    ],
    [[{ ...weight(80), secondValue: 3 }], {}, 'items.0.secondValue', 'kind'],
    [[{ kind: 'shoe-size', value: 42, unit: 'cm' }], {}, 'items.0.kind', 'choice'],
    [[weight(80)], { measuredAt: '2199-01-01T00:00:00Z' }, 'measuredAt', 'future'],
    [[weight(80)], { measuredAt: '1979-01-01T00:00:00Z' }, 'measuredAt', 'before-birth'],
    [[weight(80)], { measuredAt: '2026-02-30T09:00:00Z' }, 'measuredAt', 'date'],
    [[weight(80)], { note: 'lone \udc00' }, 'note', 'characters'],
  ])('%j %j', async (items, more, path, code) => {
    const to = await added()
    const { status, body } = await measure(to, items, more)
    expect(status).toBe(400)
    const at = path.split('.').map((part) => (/^\d+$/.test(part) ? expect.anything() : part))
    expect(body.data.issues).toContainEqual(expect.objectContaining({ path: ['body', ...at], code }))
    expect((await listed(to)).items).toEqual([])
  })
})

describe('a chart is read by whom it is for', () => {
  test('a reading is recorded, once; the desk reads and writes none', async () => {
    const to = await added()
    await listed(to)
    const { rows } = await world.owner.query(
      `select subject from tenant.audit_events where patient_id = $1 and action = 'read'`,
      [to],
    )
    expect(rows).toEqual([{ subject: 'measurements' }])
    const desk = await org.member('receptionist')
    expect((await desk.get(`/patients/${to}/measurements`)).status).toBe(403)
    expect((await measure(to, [weight(80)], {}, desk)).status).toBe(403)
  })

  test('another organization’s looks exactly like one that does not exist', async () => {
    const stranger = await added({}, other.owner)
    const { body } = await measure(stranger, [weight(80)], {}, other.owner)
    for (const answer of [
      await org.owner.get(`/patients/${stranger}/measurements`),
      await org.owner.get(`/patients/${newId()}/measurements`),
      await measure(stranger, [weight(80)]),
      await change(body.items[0], { status: 'final' }),
    ])
      expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } })
  })
})
