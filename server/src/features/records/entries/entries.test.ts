import { afterAll, beforeAll, expect, test } from 'vitest'
import { json } from '../../../kit/db/columns.ts'
import type { Query } from '../../../kit/db/query.ts'
import { shape } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'
import { readEntries } from './queries.ts'

let world: World
let org: TestOrganization

beforeAll(async () => {
  world = await createWorld({}, { hasWorker: false })
  org = await world.organization()
})
afterAll(() => world?.close())

const added = async (): Promise<string> =>
  (await org.owner.post('/patients', { kind: 'human', givenName: 'Nils', birthDate: '1980-06-15' })).body.id
const listed = async (of: string, query = '') => (await org.owner.get(`/patients/${of}/chart-entries${query}`)).body

test('everything of a chart stands in one line of time, page by page and kind by kind, as its own list has it', async () => {
  const to = await added()
  const post = async (path: string, body: object) => (await org.owner.post(`/patients/${to}/${path}`, body)).body
  const condition = await post('conditions', { text: 'Asthma', note: 'since school', onset: '2015' })
  for (const day of ['01', '03', '05'])
    await post('measurements', {
      items: [{ kind: 'weight', value: 80, unit: 'kg' }],
      measuredAt: `2026-10-${day}T10:00:00.123Z`,
      note: 'in shoes',
    })
  const shot = { code: { system: 'cvx', code: '03' }, givenOn: '2026-10-04', batch: 'A41BC', dueOn: '2030-01-01' }
  const immunization = await post('immunizations', shot)
  const { items: measurements } = (await org.owner.get(`/patients/${to}/measurements`)).body
  const expected = [
    { id: condition.id, kind: 'condition', at: condition.recordedAt, condition },
    { id: measurements[0].id, kind: 'measurement', at: '2026-10-05T10:00:00.123Z', measurement: measurements[0] },
    { id: immunization.id, kind: 'immunization', at: '2026-10-04T00:00:00.000Z', immunization },
    { id: measurements[1].id, kind: 'measurement', at: '2026-10-03T10:00:00.123Z', measurement: measurements[1] },
    { id: measurements[2].id, kind: 'measurement', at: '2026-10-01T10:00:00.123Z', measurement: measurements[2] },
  ]
  expect((await listed(to)).items).toEqual(expected)
  const walked: unknown[] = []
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const page: { items: unknown[]; nextCursor?: string } = await listed(to, `?limit=2${cursor && `&cursor=${cursor}`}`)
    walked.push(...page.items)
    cursor = page.nextCursor
  }
  expect(walked).toEqual(expected)
  for (const kind of ['condition', 'measurement', 'immunization'])
    expect((await listed(to, `?kind=${kind}`)).items).toEqual(expected.filter((one) => one.kind === kind))
})

test('reading it is recorded as one reading; an empty chart is empty, and a stranger’s is not there', async () => {
  const to = await added()
  expect(await listed(to)).toEqual({ items: [] })
  const { rows } = await world.owner.query(
    `select subject from tenant.audit_events where patient_id = $1 and action = 'read'`,
    [to],
  )
  expect(rows).toEqual([{ subject: 'chart' }])
  const other = await world.organization()
  const { body } = await other.owner.post('/patients', { kind: 'human', givenName: 'Zoe' })
  expect((await org.owner.get(`/patients/${body.id}/chart-entries`)).status).toBe(404)
  const desk = await org.member('receptionist')
  expect((await desk.get(`/patients/${to}/chart-entries`)).status).toBe(403)
})

interface Node {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows': number
  Plans?: Node[]
}

const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

test('a page of a chart of 5,000 reads one page of each kind, by its index, in one statement', async () => {
  const to = await added()
  await world.owner.query(
    `insert into tenant.measurements (organization_id, id, patient_id, kind, value, typed_value, typed_unit, measured_at)
     select $1, gen_random_uuid(), $2, 'weight', 80, 80, 'kg', now() - make_interval(hours => i) from generate_series(1, 5000) i`,
    [org.id, to],
  )
  await world.owner.query('vacuum analyze tenant.measurements')
  const plan = shape({ 'QUERY PLAN': json<[{ Plan: Node }]>() })
  const statements: Node[] = []
  await org.inTenant(async (tx) => {
    const all = async (query: Query<unknown>) => {
      const { 'QUERY PLAN': rows } = await tx.one(plan`explain (analyze, format json) ${query}`)
      statements.push(rows[0].Plan)
      return []
    }
    await readEntries({ ...tx, all } as unknown as TenantTx, to, undefined, { limit: 51 })
  })
  expect(statements).toHaveLength(1)
  const reads = statements.flatMap(nodesOf).filter((node) => node['Relation Name'] === 'measurements')
  expect(reads.length).toBeGreaterThan(0)
  for (const node of reads) {
    expect(node['Node Type']).not.toBe('Seq Scan')
    expect(node['Actual Rows']).toBeLessThanOrEqual(51)
  }
})
