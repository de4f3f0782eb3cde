import { afterAll, beforeAll, expect, test } from 'vitest'
import { addToWorkbook, beginWorkbook, endWorkbook } from '../../../kit/text/workbook.ts'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'
import { csvRows } from './csv.ts'
import { Workbook } from './xlsx.ts'

let world: World
let org: TestOrganization
let origin: string

beforeAll(async () => {
  world = await createWorld()
  org = await world.organization()
  await world.application.http!.listen({ port: 0, host: '127.0.0.1' })
  const { port } = world.application.http!.server.address() as { port: number }
  origin = `http://127.0.0.1:${port}/api/v1/organizations/${org.slug}`
})
afterAll(() => world?.close())

async function exported(body: object): Promise<{ bytes: Buffer; name: string }> {
  const asked = await org.owner.post('/patients/exports', body)
  expect(asked.status).toBe(202)
  const workOf = async () => (await org.owner.get(`/works/${asked.body.id}`)).body
  await world.application.workers!.drain()
  await expect.poll(async () => (await workOf()).state, { timeout: 20_000 }).toBe('done')
  const headers = { authorization: `Bearer ${org.owner.token}` }
  const answer = await fetch(`${origin}/works/${asked.body.id}/result`, { headers })
  return { bytes: Buffer.from(await answer.arrayBuffer()), name: (await workOf()).result.name }
}

async function cellsOf(bytes: Buffer): Promise<string[][]> {
  const rows: string[][] = []
  for await (const { number, cells } of (await Workbook.open(bytes)).rows()) {
    expect(number).toBe(rows.length + 1)
    rows.push(cells)
  }
  return rows
}

/** Without the empty cells at the end, which a workbook does not write, and without what keeps CSV from being counted. */
const asTold = (cells: readonly string[]) => {
  const told = cells.map((cell) => cell.replace(/^'(?=[=+\-@\t\r])/, ''))
  return told.slice(0, told.findLastIndex((cell) => cell !== '') + 1)
}

test('patients as a workbook are read back as the same rows as from CSV; formulas are text and days are days', async () => {
  for (const fields of [
    { givenName: '=HYPERLINK(A1;"x")', familyName: '@SUM(A1)', birthDate: '1988-04-11', memo: '-1+1' },
    { givenName: 'Zoë <x> & "y"', birthDate: '1988-04', memo: 'two\nlines  and spaces' },
    { givenName: 'Old', birthDate: '1931-02-01' },
  ])
    expect((await org.owner.post('/patients', { kind: 'human', ...fields })).body).toMatchObject({
      id: expect.any(String),
    })
  await org.database.query(
    `insert into tenant.patients (organization_id, id, kind, given_name, family_name, name_key, search_text, fold_version)
     select $1, gen_random_uuid(), 'human', 'Given' || n, 'Family', 'given' || n, ' given', 1 from generate_series(1, 1100) n`,
    [org.id],
  )
  const [book, text] = [await exported({ format: 'xlsx' }), await exported({ format: 'csv' })]
  expect([book.name, text.name].map((name) => name.split('.').at(-1))).toEqual(['xlsx', 'csv'])
  const rows = await cellsOf(book.bytes)
  const expected = csvRows([text.bytes.toString('utf8').replace(/^\uFEFF/, '')], ',')
  expect(rows).toHaveLength(1_104)
  expect(rows).toEqual([...expected].map(asTold).filter((cells) => cells.length > 0))
  expect(rows.flat()).toContain('=HYPERLINK(A1;"x")')
  expect(rows.flat()).toContain('1931-02-01')
})

test('a workbook goes on where it was kept, and has no formula in any cell', async () => {
  const begun = await beginWorkbook('Pa[ti]ents: of a long name, longer than they may be', ['A', 'B'])
  const kept = JSON.parse(JSON.stringify(begun.place)) as typeof begun.place
  const forgotten = await addToWorkbook(kept, [['lost', 'lost']])
  expect(forgotten.bytes.length).toBeGreaterThan(0)
  const added = await addToWorkbook(kept, [
    ['=1+1', { day: '2026-03-01' }],
    ['\u0000\uD800x', { day: '1899-12-31' }],
  ])
  const bytes = Buffer.concat([begun.bytes, added.bytes, await endWorkbook(added.place)])
  expect(await cellsOf(bytes)).toEqual([
    ['A', 'B'],
    ['=1+1', '2026-03-01'],
    ['\uFFFDx', '1899-12-31'],
  ])
  const { sheets } = await Workbook.open(bytes)
  expect(sheets.map(({ name }) => name.length)).toEqual([31])
})
