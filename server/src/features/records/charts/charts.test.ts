import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Query } from '../../../kit/db/query.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'
import { readChart } from './queries.ts'

let world: World
let org: TestOrganization
let patient: string

beforeAll(async () => {
  world = await createWorld({}, { hasWorker: false })
  org = await world.organization()
  const { body } = await org.owner.post('/patients', { kind: 'human', givenName: 'Nils', birthDate: '1980-06-15' })
  patient = body.id
  for (const [path, given] of recorded) {
    const { status } = await org.owner.post(`/patients/${patient}/${path}`, given)
    if (status !== 200 && status !== 201) throw new Error(`${path} answered ${status}`)
  }
})
afterAll(() => world?.close())

const weight = (value: number, measuredAt: string) => ({
  items: [{ kind: 'weight', value, unit: 'kg' }],
  measuredAt,
  note: 'in shoes',
})
const recorded: [path: string, body: object][] = [
  ['conditions', { text: 'Asthma', note: 'since school', onset: '2015', status: 'inactive' }],
  ['conditions', { text: 'Gonarthrosis', severity: 'moderate' }],
  ['conditions', { text: 'Sinusitis', status: 'resolved' }],
  ['goals', { text: 'Climb the stairs' }],
  ['goals', { text: 'Run again' }],
  ['immunizations', { code: { system: 'cvx', code: '03' }, givenOn: '2026-10-04', batch: 'A41BC' }],
  ['measurements', weight(80, '2026-10-01T10:00:00.123Z')],
  ['measurements', weight(81, '2026-10-03T10:00:00.123Z')],
  ['measurements', { items: [{ kind: 'heart-rate', value: 70, unit: '/min' }], measuredAt: '2026-10-02T10:00:00Z' }],
  ['outcomes', { measure: 'lefs', score: 41 }],
  ['motions', { mode: 'active', items: [{ joint: 'knee', movement: 'flexion', left: 95 }] }],
  ['special-tests', { test: 'lachman', result: 'positive' }],
]
const chartOf = async (by = org.owner) => by.get(`/patients/${patient}/chart`)

test('a chart is told at once as each of its lists begins', async () => {
  const { body } = await chartOf()
  const lists = {
    layout: '/chart-layout',
    conditions: `/patients/${patient}/conditions`,
    goals: `/patients/${patient}/goals`,
    immunizations: `/patients/${patient}/immunizations`,
    measurements: `/patients/${patient}/measurements?limit=1`,
    outcomes: `/patients/${patient}/outcomes?limit=200`,
    motions: `/patients/${patient}/motions?limit=200`,
    specialTests: `/patients/${patient}/special-tests?limit=200`,
    entries: `/patients/${patient}/chart-entries?limit=100`,
  }
  for (const [part, url] of Object.entries(lists)) expect(body[part], part).toEqual((await org.owner.get(url)).body)
  expect(body.measurements.nextCursor).toBeDefined()
  expect(body.measurements.latest).toHaveLength(2)
  expect(body.entries.items).toHaveLength(12)
})

test('a long chart goes on where its first page ended', async () => {
  await world.owner.query(
    `insert into tenant.measurements (organization_id, id, patient_id, kind, value, typed_value, typed_unit, measured_at)
     select $1, gen_random_uuid(), $2, 'pain', 3, 3, '{score}', '2026-09-01'::timestamptz - make_interval(hours => i)
     from generate_series(1, 120) i`,
    [org.id, patient],
  )
  const { body } = await chartOf()
  const { body: first } = await org.owner.get(`/patients/${patient}/chart-entries?limit=100`)
  expect(body.entries).toEqual(first)
  const { body: second } = await org.owner.get(
    `/patients/${patient}/chart-entries?limit=100&cursor=${body.entries.nextCursor}`,
  )
  expect(second.items).toHaveLength(32)
})

test('it is read by one statement, and recorded as one reading; each reader has their own order in it', async () => {
  const nurse = await org.member('nurse')
  const layout = { sections: ['goals'], hidden: ['timeline'] }
  await nurse.call('PUT', '/chart-layout', { body: layout })
  const readings = `select subject from tenant.audit_events where patient_id = $1 and action = 'read'`
  const { rows: before } = await world.owner.query(readings, [patient])
  expect((await chartOf(nurse)).body.layout).toEqual(layout)
  const { rows: after } = await world.owner.query(readings, [patient])
  expect(after.length - before.length).toBe(1)
  let statements = 0
  await org.inTenant(async (tx) => {
    const all = (query: Query<unknown>) => {
      statements += 1
      return tx.all(query)
    }
    const rows = await readChart({ ...tx, all } as unknown as TenantTx, patient, undefined)
    expect(rows?.parts.get('condition')).toHaveLength(3)
  })
  expect(statements).toBe(1)
})

test('a stranger’s chart is not there, and whoever reads no charts is refused', async () => {
  const other = await world.organization()
  expect((await other.owner.get(`/patients/${patient}/chart`)).status).toBe(404)
  const desk = await org.member('receptionist')
  expect((await chartOf(desk)).status).toBe(403)
})
