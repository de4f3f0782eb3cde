import { afterAll, beforeAll, expect, test } from 'vitest'
import { genericPlan, rowsRead, type PlanNode } from '../../../testing/statements/generic-plan.ts'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'
import { listEvents, type AuditFilter } from './queries.ts'

const limit = 51
const chained = 60_000
/** As many as an import leaves at its worst moment. */
const waiting = 2_000
/** What the founding of an organization leaves, at most. */
const founding = 10
const startsAt = Date.parse('2026-01-01T00:00:00Z')
/** An event a minute. */
const at = (nth: number) => new Date(startsAt + nth * 60_000).toISOString()
const idOf = (nth: number) => `00000000-0000-7000-8000-${String(nth).padStart(12, '0')}`

let world: World
let org: TestOrganization
beforeAll(async () => {
  world = await createWorld({}, { hasWorker: false })
  org = await world.organization()
  const numbered = (count: number) => `('00000000-0000-7000-8000-' || lpad((i % ${count})::text, 12, '0'))::uuid`
  await world.owner.query(
    `insert into tenant.audit_events (organization_id, id, account_id, action, subject, subject_id, patient_id, batch)
     select $1, (left(h, 8) || '-' || right(h, 4) || substr(gen_random_uuid()::text, 14))::uuid, ${numbered(97)},
       case when i % 500 = 0 then 'export' when i % 5 = 0 then 'update' else 'read' end, 'kind-' || chr(97 + i % 19), '',
       ${numbered(997)}, case when i <= ${chained} then i / 500 end
     from generate_series(1, ${chained + waiting}) i, lateral (select lpad(to_hex(${startsAt} + i * 60000::bigint), 12, '0') as h) n`,
    [org.id],
  )
  await world.owner.query('vacuum analyze tenant.audit_events')
})
afterAll(() => world?.close())

const planOf = (filter: Partial<AuditFilter>) =>
  genericPlan(org, (tx) => listEvents(tx, { scope: undefined, limit, ...filter }))

const scansOf = (nodes: PlanNode[], isOfWaiting: boolean) =>
  nodes.filter((node) => node['Index Name'] && (node['Index Name'] === 'audit_events_waiting') === isOfWaiting)

test.each<[string, string, Partial<AuditFilter>]>([
  ['all', 'audit_events_pkey', {}],
  ['a later page', 'audit_events_pkey', { before: `019b7619-0000-7000-8000-000000000000` }],
  ['what an account did', 'audit_events_by_account', { accountId: idOf(7) }],
  ['what was done to a patient', 'audit_events_by_patient', { patientId: idOf(8) }],
  ['what was done to one kind of record', 'audit_events_by_subject', { subject: 'kind-c' }],
  ['exports alone', 'audit_events_by_action', { actions: ['export'] }],
  ['what was written', 'audit_events_by_action', { actions: ['create', 'update', 'delete'] }],
  ['an hour of one day', 'audit_events_pkey', { from: at(30_000), to: at(30_060) }],
  ['what an account did on a day', 'audit_events_by_account', { accountId: idOf(7), from: at(20_000), to: at(21_440) }],
])('a page of %s is read from the end of an index, whatever lies beside it', async (_, index, filter) => {
  const nodes = await planOf(filter)
  expect(nodes.map((node) => node['Node Type'])).not.toContain('Seq Scan')
  const chainedScans = scansOf(nodes, false)
  expect(chainedScans.map((scan) => scan['Index Name'])).toEqual((filter.actions ?? ['all']).map(() => index))
  // in the order of time alone, those that wait lie in the way of the newest
  const inTheWay = index === 'audit_events_pkey' ? waiting + founding : 0
  for (const scan of chainedScans) expect(rowsRead(scan)).toBeLessThanOrEqual(limit * 2 + inTheWay)
  const waitingScans = scansOf(nodes, true)
  expect(waitingScans).toHaveLength(1)
  expect(rowsRead(waitingScans[0] as PlanNode)).toBeLessThanOrEqual(waiting + founding)
})
