import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'
import { findCodes } from './queries.ts'
import { foldedLine, indexOfCode, searchedList, searchLines, shownAt, termsOf } from './rules.ts'

let world: World
let org: TestOrganization
beforeAll(async () => {
  world = await createWorld({}, { hasWorker: false })
  org = await world.organization()
})
afterAll(() => world?.close())

const asked = async (search: string, more = 'kind=human') =>
  (await org.owner.get(`/condition-codes?search=${encodeURIComponent(search)}&${more}`)).body
const codes = async (search: string, more?: string) =>
  ((await asked(search, more)).items as { code: string }[]).map(({ code }) => code)

test('a code is found by its beginning, with or without its dot, the shortest first', async () => {
  for (const search of ['M54.5', 'm545', 'M54.50']) expect((await codes(search))[0], search).toBe('M54.50')
  expect((await codes('E11')).slice(0, 2)).toEqual(['E11.8', 'E11.9'])
  expect(await codes('e11.9')).toEqual(['E11.9'])
})

test('words are found in any order, by their beginnings and without accents; what has all of them comes', async () => {
  expect((await codes('low back pain'))[0]).toBe('M54.50')
  expect(await codes('pain back low')).toEqual(expect.arrayContaining(await codes('low back pain')))
  expect((await codes('vertebrog')).at(0)).toBe('M54.51')
  expect(await codes('Ménière')).toEqual(expect.arrayContaining(['H81.01', 'H81.02']))
  expect(await codes('diabetes type 2')).toContain('E11.9')
  expect(await codes('no such disease at all')).toEqual([])
  expect(await codes('..')).toEqual([])
})

test('of 72,748 codes at most twenty are answered, headings are none of them, and the edition is said', async () => {
  const { items, lists } = await asked('pain')
  expect(items).toHaveLength(20)
  expect(lists).toEqual([
    expect.objectContaining({ system: 'icd-10-cm', edition: 'FY2022', attribution: expect.any(String) }),
  ])
  expect(await codes('M54.5')).not.toContain('M54.5')
})

test('animals have a list of their own, in three languages, found by any of them', async () => {
  for (const [search, language, title] of [
    ['Hufrehe', 'de', 'Hufrehe'],
    ['laminitis', 'de', 'Hufrehe'],
    ['hufrehe', 'en', 'Laminitis'],
    ['مغص', 'ar', 'مغص'],
  ] as const)
    expect((await asked(search, `kind=animal&language=${language}`)).items[0], search).toMatchObject({ title })
})

test('whoever may not read charts finds no codes', async () => {
  const desk = await org.member('receptionist')
  expect(await desk.get('/condition-codes?search=pain&kind=human')).toMatchObject({
    status: 403,
    body: { data: { permission: 'charts.read' } },
  })
})

test('a search answers what looking at every line would answer', async () => {
  const lines = ['A00.1\tFever of the left knee', 'A00\tFever', 'B12.3\tLeft fever, knee 2', 'C1\tKnee left fever'].map(
    (line) => `${line}\tx`,
  )
  const list = searchedList(lines, lines.map(foldedLine))
  for (const search of ['fever', 'left knee', 'knee le', 'a00', 'b', 'fever 2', 'zebra', 'A00.1']) {
    const terms = termsOf(search)
    const isOne = (line: string) => terms.every((term) => foldedLine(line).includes(` ${term}`))
    const all = searchLines(list, terms, 20).toSorted((a, b) => a - b)
    expect(all, search).toEqual(lines.flatMap((line, index) => (isOne(line) ? [index] : [])))
  }
  expect(shownAt(list, indexOfCode(list, 'B12.3'))).toEqual(['B12.3', 'Left fever, knee 2', 'x'])
  expect(indexOfCode(list, 'B123')).toBe(-1)
})

test('a list is read once, whoever asks at the same time', async () => {
  const ask = () => findCodes('asthma', { of: 'conditions', kind: 'human', language: 'en', limit: 3 })
  const [one, other] = await Promise.all([ask(), ask()])
  expect(one).toEqual(other)
})
