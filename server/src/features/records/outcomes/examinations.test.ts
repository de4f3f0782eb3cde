import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let org: TestOrganization
let other: TestOrganization

beforeAll(async () => {
  world = await createWorld({}, { hasWorker: false })
  org = await world.organization({ kind: 'mixed' })
  other = await world.organization()
})
afterAll(() => world?.close())

const added = async (more: object = {}, by: Person = org.owner): Promise<string> =>
  (await by.post('/patients', { kind: 'human', givenName: 'Nils', birthDate: '1980-06-15', ...more })).body.id
const aDog = () => added({ kind: 'animal', species: 'dog', birthDate: '2020-01-01' })
const record = (to: string, noun: string, body: object, by: Person = org.owner) =>
  by.post(`/patients/${to}/${noun}`, body)
const listed = async (of: string, noun: string, query = '') =>
  (await org.owner.get(`/patients/${of}/${noun}${query}`)).body
const change = (noun: string, one: { id: string; version: number }, body: object, by: Person = org.owner) =>
  by.call('PATCH', `/${noun}/${one.id}`, { body, headers: { 'if-match': `"${one.version}"` } })

const firstOf: Record<string, object> = {
  outcomes: { measure: 'nprs', score: 6, note: 'at night' },
  motions: { mode: 'active', items: [{ joint: 'knee', movement: 'flexion', left: 95, right: 135 }], note: 'at night' },
  'special-tests': { test: 'lachman', bodySide: 'left', result: 'positive', note: 'at night' },
  goals: { text: 'Climb the stairs', dueOn: '2027-03-01', note: 'at night' },
}
const nouns = Object.keys(firstOf)
const only = (body: { id: string; version: number; items?: { id: string; version: number }[] }) =>
  body.items?.[0] ?? body

describe.each(nouns)('%s', (noun) => {
  const body = firstOf[noun] ?? {}

  test('stand as they were told, once under one key; words are sealed', async () => {
    const to = await added()
    const send = (more: object = {}) =>
      org.owner.call('POST', `/patients/${to}/${noun}`, {
        body: { ...body, ...more },
        headers: { 'idempotency-key': `once ${noun}` },
      })
    const first = await send()
    expect(first.status).toBe(201)
    expect((await send()).body).toEqual(first.body)
    expect(await send({ note: 'another' })).toMatchObject({ status: 422, body: { code: 'key-reused' } })
    expect((await listed(to, noun)).items).toEqual([only(first.body)])
    expect(only(first.body)).toMatchObject({ note: 'at night', recordedBy: org.owner.accountId })
    const table = noun.replace('-', '_')
    const { rows } = await world.owner.query(`select to_jsonb(x)::text as row from tenant.${table} x`)
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toMatch(/at night|Climb/)
  })

  test('what was entered in error stays; whoever was overtaken is told so', async () => {
    const to = await added()
    const one = only((await record(to, noun, body)).body)
    const marked = await change(noun, one, { status: 'entered-in-error', note: null })
    expect(marked).toMatchObject({ status: 200, body: { status: 'entered-in-error', version: 2 } })
    expect(marked.body.note).toBeUndefined()
    expect((await listed(to, noun)).items).toHaveLength(1)
    expect(await change(noun, one, { note: 'late' })).toMatchObject({ status: 412, body: { code: 'stale' } })
  })

  test('the desk reads and writes none; another organization’s looks like one that does not exist', async () => {
    const to = await added()
    const desk = await org.member('receptionist')
    expect((await desk.get(`/patients/${to}/${noun}`)).status).toBe(403)
    expect((await record(to, noun, body, desk)).status).toBe(403)
    const stranger = await added({}, other.owner)
    const theirs = only((await record(stranger, noun, body, other.owner)).body)
    for (const answer of [
      await org.owner.get(`/patients/${stranger}/${noun}`),
      await record(stranger, noun, body),
      await change(noun, theirs, { note: 'mine' }),
    ])
      expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } })
  })
})

test('outcome measures and motions go page by page, the newest first', async () => {
  const to = await added()
  for (const day of ['01', '03', '02'])
    await record(to, 'outcomes', { measure: 'nprs', score: Number(day), measuredAt: `2026-10-${day}T09:00:00Z` })
  await record(to, 'outcomes', { measure: 'psfs', activities: [{ text: 'stairs', value: 4 }] })
  const first = await listed(to, 'outcomes', '?measure=nprs&limit=2')
  expect(first.items).toMatchObject([{ score: 3 }, { score: 2 }])
  const next = await listed(to, 'outcomes', `?measure=nprs&limit=2&cursor=${first.nextCursor}`)
  expect(next.items).toMatchObject([{ score: 1 }])
  const items = ['flexion', 'extension'].map((movement) => ({ joint: 'knee', movement, left: 10 }))
  await record(to, 'motions', { mode: 'passive', items })
  const page = await listed(to, 'motions', '?limit=1')
  const rest = await listed(to, 'motions', `?limit=1&cursor=${page.nextCursor}`)
  const movements: string[] = [page, rest].flatMap((one) => one.items).map(({ movement }) => movement)
  expect(new Set(movements)).toEqual(new Set(['flexion', 'extension']))
  expect(movements).toHaveLength(2)
})

test('a goal that is measured keeps its score with its measure, and loses both together', async () => {
  const to = await added()
  const { body: goal } = await record(to, 'goals', { text: 'Run', measure: 'lefs', threshold: 70 })
  expect(goal).toMatchObject({ status: 'active', achievement: 'in-progress', measure: 'lefs', threshold: 70 })
  const { body: nearer } = await change('goals', goal, { achievement: 'improving' })
  expect(nearer).toMatchObject({ achievement: 'improving', measure: 'lefs', threshold: 70 })
  const { body: words } = await change('goals', nearer, { measure: null, text: 'Run 5 km' })
  expect(words).toMatchObject({ text: 'Run 5 km' })
  expect([words.measure, words.threshold]).toEqual([undefined, undefined])
})

describe('what cannot be is refused at its field, and nothing is stored', () => {
  const knee = (more: object) => ({ mode: 'active', items: [{ joint: 'knee', movement: 'flexion', ...more }] })
  test.each([
    ['outcomes', { measure: 'nprs', score: 11 }, 'score', 'implausible'],
    ['outcomes', { measure: 'nprs' }, 'score', 'required'],
    ['outcomes', { measure: 'gad-7', answers: [1, 1] }, 'answers', 'required'],
    ['outcomes', { measure: 'phq-9', answers: [4, 0, 0, 0, 0, 0, 0, 0, 0] }, 'answers.0', 'implausible'],
    ['outcomes', { measure: 'psfs', activities: [{ text: 'run', value: 12 }] }, 'activities.0.value', 'implausible'],
    ['outcomes', { measure: 'load', score: 20 }, 'measure', 'kind'],
    ['outcomes', { measure: 'grip', score: 20 }, 'side', 'required'],
    ['outcomes', { measure: 'nprs', score: 2, side: 'left' }, 'side', 'kind'],
    ['outcomes', { measure: 'nprs', score: 2, measuredAt: '2199-01-01T00:00:00Z' }, 'measuredAt', 'future'],
    ['motions', knee({}), 'items.0.left', 'required'],
    ['motions', knee({ left: 400 }), 'items.0.left', 'implausible'],
    ['motions', knee({ middle: 40 }), 'items.0.middle', 'kind'],
    ['motions', knee({ movement: 'pronation', left: 40 }), 'items.0.movement', 'kind'],
    ['motions', knee({ joint: 'stifle', left: 40 }), 'items.0.joint', 'kind'],
    ['special-tests', { result: 'positive' }, 'text', 'required'],
    ['special-tests', { test: 'ortolani', result: 'positive' }, 'test', 'kind'],
    [
      'special-tests',
      { text: 'x1', result: 'negative', examinedAt: '1970-01-01T00:00:00Z' },
      'examinedAt',
      'before-birth',
    ],
    ['goals', { text: 'Run', threshold: 3 }, 'measure', 'required'],
    ['goals', { text: 'Run', measure: 'nprs', threshold: 30 }, 'threshold', 'implausible'],
    ['goals', { text: 'Run', measure: 'load' }, 'measure', 'kind'],
  ])('%s %j', async (noun, body, path, code) => {
    const to = await added()
    const answer = await record(to, noun, body)
    expect(answer.status).toBe(400)
    const at = path.split('.').map((part) => (/^\d+$/.test(part) ? expect.anything() : part))
    expect(answer.body.data.issues).toContainEqual(expect.objectContaining({ path: ['body', ...at], code }))
    expect((await listed(to, noun)).items).toEqual([])
  })

  test('animals are measured and examined by lists of their own', async () => {
    const to = await aDog()
    expect((await record(to, 'outcomes', { measure: 'load', score: 20 })).status).toBe(201)
    expect((await record(to, 'special-tests', { test: 'ortolani', result: 'unclear' })).status).toBe(201)
    const stifle = { mode: 'passive', items: [{ joint: 'stifle', movement: 'flexion', left: 45 }] }
    expect((await record(to, 'motions', stifle)).status).toBe(201)
    expect((await record(to, 'goals', { text: 'Run', measure: 'load', threshold: 10 })).status).toBe(201)
  })
})
