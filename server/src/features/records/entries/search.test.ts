import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChartHit } from '@polyclinic/contract/records/entries.ts'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'
import { readToSearch } from './queries.ts'
import { findIn, termsOf } from './rules.ts'

const told = (...texts: string[]) => ({ told: texts, listed: [] })
const marked = (text: string, search: string) =>
  findIn(told(text), termsOf(search))?.flatMap((one) => one.marks.map(([from, to]) => one.text.slice(from, to)))

test('words are found whatever their case and accents, and marked as they were written', () => {
  expect(marked('Rückenschmerzen links', 'rucken')).toEqual(['Rücken'])
  expect(marked('Rückenschmerzen links', 'LINKS schmerz')).toEqual(['schmerz', 'links'])
  expect(marked('Cafe\u0301 au lait spots', 'café')).toEqual(['Cafe\u0301'])
  expect(marked('Schulter, großer Riss', 'grosser')).toEqual(['großer'])
  expect(marked('ألم أسفل الظهر', 'الظهر')).toEqual(['الظهر'])
  // letters of two units, and marks on their own, count as the letters that they are
  expect(marked('🦴 \u0301Hüfte 𝐋inks', 'hufte links')).toEqual(['Hüfte', '𝐋inks'])
  expect(marked('Knee pain', 'knee hip')).toBeUndefined()
  expect(findIn({ told: [], listed: ['M54.50', null] }, termsOf('m54.50'))).toEqual([])
})

test('words may stand apart in an entry; of a long text the part around the first is shown', () => {
  const far = `${'word '.repeat(100)}shoulder ${'word '.repeat(100)}`
  const [one] = findIn(told('left knee', far), termsOf('shoulder left')) ?? []
  expect(one).toEqual({ text: 'left knee', marks: [[0, 4]] })
  const [, long] = findIn(told('left knee', far), termsOf('shoulder left')) ?? []
  expect(long?.text.length).toBeLessThan(210)
  expect(long?.marks.map(([from, to]) => long.text.slice(from, to))).toEqual(['shoulder'])
})

let world: World
let org: TestOrganization

beforeAll(async () => {
  world = await createWorld({}, { hasWorker: false })
  org = await world.organization()
})
afterAll(() => world?.close())

const added = async (by = org.owner): Promise<string> =>
  (await by.post('/patients', { kind: 'human', givenName: 'Nils', birthDate: '1980-06-15' })).body.id
const post = async (to: string, path: string, body: object) =>
  (await org.owner.post(`/patients/${to}/${path}`, body)).body
const searched = async (of: string, query: string): Promise<{ items: ChartHit[]; nextCursor?: string }> =>
  (await org.owner.get(`/patients/${of}/chart-search?${query}`)).body

test('every kind of entry is found by its sealed words, and the search stands in the audit without them', async () => {
  const to = await added()
  const note = 'beim Treppensteigen über zwölf Stufen'
  const items = [{ kind: 'weight', value: 80, unit: 'kg' }]
  await post(to, 'conditions', { text: 'Gonarthrose', note })
  await post(to, 'measurements', { items, note })
  await post(to, 'immunizations', { text: 'MMR', givenOn: '2020', note })
  await post(to, 'outcomes', { measure: 'psfs', activities: [{ text: note, value: 4 }] })
  await post(to, 'motions', { mode: 'active', items: [{ joint: 'knee', movement: 'flexion', left: 95 }], note })
  await post(to, 'special-tests', { text: 'Heel walk', result: 'positive', note })
  await post(to, 'goals', { text: note })
  await post(to, 'goals', { text: 'something else' })
  const { items: hits, nextCursor } = await searched(to, 'search=uber%20TREPPE')
  expect(nextCursor).toBeUndefined()
  expect(hits.map(({ entry }) => entry.kind).toSorted()).toEqual([
    'condition',
    'goal',
    'immunization',
    'measurement',
    'motion',
    'outcome',
    'special-test',
  ])
  for (const { excerpts } of hits)
    expect(excerpts).toEqual([
      {
        text: note,
        marks: [
          [5, 11],
          [20, 24],
        ],
      },
    ])
  expect((await searched(to, 'search=treppe&kind=goal')).items).toHaveLength(1)
  expect((await searched(to, 'search=treppe&until=2021-01-01T00:00:00Z')).items).toHaveLength(1)
  expect((await searched(to, 'search=treppe&from=2021-01-01T00:00:00Z')).items).toHaveLength(6)
  const { rows } = await world.owner.query(
    `select subject, to_jsonb(e)::text as row from tenant.audit_events e where patient_id = $1 and action = 'read'`,
    [to],
  )
  expect(new Set(rows.map(({ subject }) => subject))).toEqual(new Set(['chart-search']))
  expect(rows).toHaveLength(4)
  expect(JSON.stringify(rows)).not.toContain('reppe')
})

test('what is found is told as whole as the chart tells it', async () => {
  const to = await added()
  await post(to, 'conditions', { text: 'Asthma', note: 'since school', onset: '2015', severity: 'mild' })
  await post(to, 'immunizations', { text: 'Since school: MMR', givenOn: '2020', batch: 'A41BC' })
  await post(to, 'measurements', { items: [{ kind: 'weight', value: 80, unit: 'kg' }], note: 'since school' })
  const { items: hits } = await searched(to, 'search=school')
  const { body: chart } = await org.owner.get(`/patients/${to}/chart-entries`)
  expect(hits).toHaveLength(3)
  expect(hits.map(({ entry }) => entry)).toEqual(chart.items)
})

test('hits come page by page, each once, and a stranger’s chart is not there', async () => {
  const to = await added()
  for (let nth = 0; nth < 5; nth += 1) await post(to, 'goals', { text: `run ${nth}` })
  const walked: string[] = []
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const page = await searched(to, `search=run&limit=2${cursor && `&cursor=${cursor}`}`)
    walked.push(...page.items.map(({ entry }) => entry.goal?.text ?? ''))
    cursor = page.nextCursor
  }
  expect(walked).toEqual(['run 4', 'run 3', 'run 2', 'run 1', 'run 0'])
  const other = await world.organization()
  expect((await org.owner.get(`/patients/${await added(other.owner)}/chart-search?search=run`)).status).toBe(404)
  const desk = await org.member('receptionist')
  expect((await desk.get(`/patients/${to}/chart-search?search=run`)).status).toBe(403)
})

test('a chart is read a page after the other, as many entries as a page holds, each once', async () => {
  const to = await added()
  for (let nth = 0; nth < 3; nth += 1) await post(to, 'goals', { text: `run ${nth}` })
  await post(to, 'conditions', { text: 'Asthma' })
  const sizes = await org.inTenant(async (tx) => {
    const pages: number[] = []
    for await (const rows of readToSearch(tx, to, undefined, { limit: 2 })) pages.push(rows.length)
    return pages
  })
  expect(sizes).toEqual([2, 2, 0])
})
