import { afterAll, beforeAll, expect, test } from 'vitest'
import { foldVersion } from '@polyclinic/contract/kit/reading/fold.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'
import { listPatients, type PatientFilter } from '../listing/queries.ts'
import { termsOf } from './queries.ts'
import { readSearch } from './rules.ts'
import { json, text } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import type { Query } from '../../../kit/db/query.ts'

/** How the database answers an organization of 15,000 patients among 45,000. */
let world: World
let org: TestOrganization
/** One name of more than any answer shows at once. */
const ottos = 2_300

beforeAll(async () => {
  world = await createWorld()
  org = await world.organization()
  const others = [await world.organization(), await world.organization()]
  // folded by today's rules, so that no job folds them while they are looked at; mixed as in life: rows of one organization, or of one year, do not stand side by side
  await world.owner.query(
    `insert into tenant.patients (organization_id, id, kind, given_name, family_name, name_key, search_text, birth_date, fold_version)
     select o, gen_random_uuid(), 'human', 'Anna', n, n || ' anna', ' anna ' || n, date '1950-01-01' + i * 5, $2
     from generate_series(1, 15000) i, lateral (select translate(md5(i::text), '0123456789', 'ghijklmnop') n) x,
       unnest($1::uuid[]) o order by n`,
    [[org, ...others].map(({ id }) => id), foldVersion],
  )
  await world.owner.query(
    `insert into tenant.patients (organization_id, id, kind, given_name, name_key, search_text, fold_version)
     select $1, gen_random_uuid(), 'human', 'Otto', 'otto', ' otto', $3 from generate_series(1, $2)`,
    [org.id, ottos, foldVersion],
  )
  await world.owner.query('vacuum analyze tenant.patients')
  // as it is in a database that has run for a while: whoever had looked at the rows before they were there has gone
  for (let isVisible = false; !isVisible;) {
    await world.owner.query('vacuum tenant.patients')
    const { rows } = await world.owner.query(
      "select relallvisible = relpages as is_visible from pg_class where oid = 'tenant.patients'::regclass",
    )
    isVisible = rows[0].is_visible
  }
})
afterAll(() => world?.close())

interface Node {
  'Node Type': string
  'Parent Relationship'?: string
  Alias?: string
  'Index Name'?: string
  'Index Cond'?: string
  Plans?: Node[]
}

const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

/** What the rows themselves pass through, without what is put together for each of them. */
const ordering = ([root]: Node[]): string[] =>
  root
    ? [root['Node Type'], ...ordering((root.Plans ?? []).filter((node) => node['Parent Relationship'] === 'Outer'))]
    : []

const planRow = shape({ 'QUERY PLAN': json<[{ Plan: Node }]>() })

/** The plan of what the list really sends, as the application's role. */
async function planOf(filter: Partial<PatientFilter>): Promise<Node[]> {
  const rows = await org.inTenant((tx) => {
    const explaining = {
      ...tx,
      all: (query: Query<unknown>) => tx.all(planRow`explain (format json) ${query}`),
    } as unknown as TenantTx
    return listPatients(explaining, { isArchived: false, scope: undefined, limit: 51, ...filter })
  })
  const [{ 'QUERY PLAN': plan }] = rows as unknown as [{ 'QUERY PLAN': [{ Plan: Node }] }]
  return nodesOf(plan[0].Plan)
}

/** Without the look at who shares a name with each of them: their rows, too, are called `p`, which a plan tells apart. */
const onPatients = (nodes: Node[]) =>
  nodes.filter((node) => node['Index Name']?.startsWith('patients_') && node.Alias !== 'p_1')
const noScan = (nodes: Node[]) => expect(nodes.map((node) => node['Node Type'])).not.toContain('Seq Scan')

test('a page of the list begins in the index of names, with tenant and key in its condition', async () => {
  const nodes = await planOf({ after: { at: 0, nameKey: 'm', id: '01a1f77f-7b00-72d7-b8c0-0144db1c212d' } })
  expect(onPatients(nodes).map((node) => node['Index Name'])).toEqual(['patients_by_name'])
  expect(onPatients(nodes)[0]?.['Index Cond']).toMatch(/organization_id = .* AND \(ROW\(name_key, id\) > ROW\('m'/)
  expect(ordering(nodes)).not.toContain('Sort')
})

test('who shares a name with somebody of the list is looked up by name or birth date', async () => {
  const [looked] = (await planOf({})).filter(({ Alias }) => Alias === 'p_1')
  expect(looked?.['Index Name']).toMatch(/^patients_by_(name|birth_date)$/)
  expect(looked?.['Index Cond']).toMatch(/organization_id = .* AND \((name_key|birth_date) = /)
})

test('how many there are is counted from an index alone', async () => {
  const counting = onPatients(await planOf({})).find((node) => node['Index Name'] !== 'patients_by_name')
  expect(counting).toMatchObject({ 'Index Name': 'patients_not_archived', 'Node Type': 'Index Only Scan' })
})

test('the newest come first in the order of their keys', async () => {
  const nodes = await planOf({
    sort: 'added',
    after: { at: 0, nameKey: 'm', id: '01a1f77f-7b00-72d7-b8c0-0144db1c212d' },
  })
  expect(onPatients(nodes).map((node) => node['Index Name'])).toEqual(['patients_pkey'])
  expect(ordering(nodes)).not.toContain('Sort')
})

test('the summary of who was found is looked up by the primary key', async () => {
  const nodes = await planOf({ terms: readSearch('abcd') })
  noScan(nodes)
  expect(onPatients(nodes).map((node) => node['Index Name'])).toEqual(['patients_pkey'])
  expect(onPatients(nodes)[0]?.['Index Cond']).toMatch(/organization_id = .* AND \(id = hit\.id\)/)
})

/** By which indexes the search function looks for these words: the conditions that it makes, planned past row level security as in it. */
async function indexesOf(typed: string): Promise<string[]> {
  const rows = await org.inTenant(async (tx) =>
    tx.all(shape({ terms: text })`select ${termsOf(tx, readSearch(typed) ?? [])} as terms`),
  )
  const { rows: met } = await world.owner.query<{ is_met: string }>(
    "select c.is_met from jsonb_array_elements($1::jsonb) t, lateral tenant.search_condition(t, 'patients') c",
    [rows[0]?.terms],
  )
  const where = met.map(({ is_met: condition }) => `(${condition})`).join(' and ')
  const { rows: plans } = await world.owner.query(
    `explain (format json) select p.id from tenant.patients p where p.organization_id = $1 and ${where}`.replaceAll(
      '$1',
      `'${org.id}'`,
    ),
  )
  const nodes = nodesOf(plans[0]['QUERY PLAN'][0].Plan)
  noScan(nodes)
  return nodes.flatMap((node) => node['Index Name'] ?? [])
}

test.each([
  ['anna 1960-03-04', ['patients_by_birth_date']],
  ['1960', ['patients_by_birth_date', 'search_tokens_pkey', 'patients_by_search_key']],
  ['06/1960', ['patients_by_birth_date']],
  ['Jun 1960', ['patients_by_birth_date']],
  ['anna 1234', ['search_tokens_pkey', 'patients_by_search_key']],
  ['anna 123', ['patients_by_search_key']],
  ['abcd@example.org', ['search_tokens_pkey', 'patients_by_search_key']],
  ['ghijk', ['patients_by_part_of_name', 'patients_by_search_key']],
])('%s is looked up by indexes of each of its readings', async (typed, indexes) => {
  expect(await indexesOf(typed)).toEqual(expect.arrayContaining(indexes))
})

/** How many rows the index of parts of names handed out while the work ran. */
async function readFromTrigrams(
  work: (client: { query(text: string, values?: unknown[]): Promise<{ rows: { id: string }[] }> }) => Promise<number>,
): Promise<number> {
  const client = await world.owner.connect()
  const read = async () => {
    await client.query('select pg_stat_force_next_flush()')
    const { rows } = await client.query(
      "select idx_tup_read::int as n from pg_stat_user_indexes where indexrelname = 'patients_by_part_of_name'",
    )
    return rows[0].n as number
  }
  try {
    await client.query("select set_config('app.organization_id', $1, false)", [org.id])
    const before = await read()
    const found = await work(client)
    return ((await read()) - before) / found
  } finally {
    client.release(true)
  }
}

const search = "select id from tenant.find_by_terms('patients', $1, false, null, null, null, 51)"

test('the search function reads from the trigram index little more than what it finds, however often it is called', async () => {
  const { rows } = await world.owner.query(
    'select substr(name_key, 5, 5) as part from tenant.patients where organization_id = $1 limit 12',
    [org.id],
  )
  const perHit = await readFromTrigrams(async (client) => {
    let found = 0
    for (const { part } of rows)
      found += (await client.query(search, [JSON.stringify([{ names: [[part]] }])])).rows.length
    return found
  })
  expect(perHit).toBeGreaterThan(0)
  expect(perHit).toBeLessThan(3)
})

test('what more than two thousand have is answered in the order of names and by pages, none left out', async () => {
  const ids = new Set<string>()
  let cursor = ''
  do {
    const { body } = await org.owner.get(`/patients?search=ott&limit=200${cursor && `&cursor=${cursor}`}`)
    for (const { id } of body.items) ids.add(id)
    cursor = body.nextCursor ?? ''
  } while (cursor)
  expect(ids.size).toBe(ottos)
})
