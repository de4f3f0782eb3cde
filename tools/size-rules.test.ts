import { expect, test } from 'vitest'
import {
  fullFolders,
  longFunctions,
  promisedRows,
  sizesOf,
  wideSql,
  refusedWords,
  ringsOfNouns,
  wordsRefusedBy,
} from './size-rules.ts'
import type { Source, Violation } from './sources.ts'

const said = (violations: Violation[]) => violations.map(({ file, line, sentence }) => `${file}:${line} ${sentence}`)
const file = (path: string, text = ''): Source => ({ path, text })
const functionOf = (lines: number) => `export const act = () => {\n${'  go()\n'.repeat(lines - 2)}}\n`

test('a function has at most 50 lines, whatever its kind', () => {
  const at = 'server/src/features/patients/patients/actions.ts'
  expect(longFunctions([file(at, functionOf(50))], {})).toEqual([])
  expect(said(longFunctions([file(at, `\n${functionOf(51)}`)], {}))).toEqual([
    `${at}:2 a function of 51 lines: split what has over 50`,
  ])
  expect(longFunctions([file(at, functionOf(51))], { [at]: 1 })).toEqual([])
  expect(longFunctions([file('server/src/a.test.ts', functionOf(90))], {})).toEqual([])
})

test('what was mended leaves the list', () => {
  const at = 'web/src/ui/Button.tsx'
  expect(said(longFunctions([file(at, functionOf(9))], { [at]: 2 }))).toEqual([
    `tools/known-sizes.json:1 ${at} has 0 now, not 2: say so in the list`,
  ])
  expect(said(longFunctions([], { [at]: 1 }))).toHaveLength(1)
})

test('a folder has at most twenty files beside its tests', () => {
  const names = Array.from({ length: 20 }, (_, nth) => file(`web/src/ui/part-${nth}.tsx`))
  const tests = [file('web/src/ui/part-1.test.ts'), file('web/src/ui/below/one.tsx')]
  expect(fullFolders([...names, ...tests], {})).toEqual([])
  expect(fullFolders([...names, file('web/src/ui/more.tsx')], {})).toHaveLength(21)
  expect(fullFolders([...names, file('web/src/ui/more.tsx')], { 'web/src/ui': 21 })).toEqual([])
})

test('a line of SQL has at most 140 characters', () => {
  const at = 'server/database/migrations/tenant/0099_a.sql'
  expect(wideSql([file(at, `${'x'.repeat(140)}\n`)], {})).toEqual([])
  expect(said(wideSql([file(at, `\n${'x'.repeat(141)}\n`)], {}))).toEqual([
    `${at}:2 141 characters: a line has at most 140`,
  ])
})

test('nouns of a feature that lead back to themselves are named, types too; another feature and a test make no ring', () => {
  const [rooms, doors] = ['server/src/features/scheduling/rooms', 'server/src/features/scheduling/doors']
  const ring = [
    file(`${rooms}/view.ts`, `import { door } from '../doors/view.ts'`),
    file(`${doors}/view.ts`, `import type { Room } from '../rooms/queries.ts'`),
  ]
  expect(said(ringsOfNouns(ring, {}))).toEqual(
    [doors, rooms].map(
      (noun) => `${noun}:1 leads back to itself: turn one of the imports round, or move what both need`,
    ),
  )
  expect(ringsOfNouns(ring, { [rooms]: 1, [doors]: 1 })).toEqual([])
  const back = `import { room } from '../rooms/view.ts'`
  expect(ringsOfNouns([...ring.slice(0, 1), file(`${doors}/view.test.ts`, back)], {})).toEqual([])
  expect(ringsOfNouns([...ring.slice(0, 1), file('server/src/features/patients/doors/view.ts', back)], {})).toEqual([])
})

test('the list of today counts each place once', () => {
  const at = 'server/src/features/plans/plans/queries.ts'
  expect(sizesOf([file(at, `${functionOf(60)}${'x'.repeat(150)}`)])).toEqual({
    functions: { [at]: 1 },
    folders: {},
    wideLines: { [at]: 1 },
    words: {},
    rings: {},
    promises: {},
  })
})

test.each(['tx.all(sql<{ id: string }>`select id`)', "pool.query<PatientRow>('select 1')"])('%s is refused', (code) => {
  const at = 'server/src/features/patients/patients/queries.ts'
  expect(promisedRows([file(at, code)], {})).toHaveLength(1)
  expect(promisedRows([file(at, code)], { [at]: 1 })).toEqual([])
  expect(promisedRows([file('server/src/kit/db/migrate.ts', code)], {})).toEqual([])
})

test('a statement with a shape promises nothing', () => {
  const at = 'server/src/features/patients/patients/queries.ts'
  expect(promisedRows([file(at, 'tx.all(shape({ id: uuid })`select id`); tx.run(sql`delete`) // sql<x>')], {})).toEqual(
    [],
  )
})

const glossary = `| word | means | FHIR R4 | never, in code |
|---|---|---|---|
| **appointment** | the planned visit | Appointment | visit, booking slot |
| **encounter** | what took place | Encounter | |
`

test('the glossary says which words names never use, and what is said instead', () => {
  expect([...wordsRefusedBy(glossary)]).toEqual([
    ['visit', 'appointment'],
    ['booking slot', 'appointment'],
  ])
})

test('a name of contract or server with a refused word is found, in whatever case it is written', () => {
  const refused = wordsRefusedBy(glossary)
  const text = 'const visits = 1\nfunction nextVisit(bookingSlots: number) {}\nconst revisited = "a visit" // visit\n'
  const at = 'server/src/features/plans/plans/rules.ts'
  expect(said(refusedWords([file(at, text)], {}, refused))).toEqual([
    `${at}:1 visits: the glossary says “appointment”, never “visit”: take its word`,
    `${at}:2 nextVisit: the glossary says “appointment”, never “visit”: take its word`,
    `${at}:2 bookingSlots: the glossary says “appointment”, never “booking slot”: take its word`,
  ])
  expect(refusedWords([file(at, text)], { [at]: 3 }, refused)).toEqual([])
  expect(refusedWords([file('web/src/ui/a.ts', text)], {}, refused)).toEqual([])
})
