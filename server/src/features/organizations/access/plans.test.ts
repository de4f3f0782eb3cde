import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealerOf } from '../../../kit/crypto/seal.ts'
import { testMaster } from '../../../testing/cluster.ts'
import { genericControlPlan, rowsRead, type PlanNode } from '../../../testing/statements/generic-plan.ts'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'
import { listControlEvents } from './queries.ts'

const limit = 51
const chained = 60_000
const waiting = 500
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
  const account = `('00000000-0000-7000-8000-' || lpad((i % 97)::text, 12, '0'))::uuid`
  await world.owner.query(
    `insert into control.audit_events (organization_id, id, account_id, action, subject, subject_id, batch)
     select $1, (left(h, 8) || '-' || right(h, 4) || substr(gen_random_uuid()::text, 14))::uuid, ${account},
       case when i % 500 = 0 then 'export' when i % 5 = 0 then 'update' else 'sign-in' end, 'accounts', ${account}::text,
       case when i <= ${chained} then i / 500 end
     from generate_series(1, ${chained + waiting}) i, lateral (select lpad(to_hex(${startsAt} + i * 60000::bigint), 12, '0') as h) n`,
    [org.id],
  )
  await world.owner.query('vacuum analyze control.audit_events')
})
afterAll(() => world?.close())

type Asked = Omit<Parameters<typeof listControlEvents>[2], 'organizationId' | 'limit'>

const planOf = (asked: Asked) =>
  genericControlPlan(world, org, (control) =>
    listControlEvents(control, sealerOf(testMaster, org.id, org.tenant.keys), {
      organizationId: org.id,
      limit,
      ...asked,
    }),
  )

const ofEvents = (nodes: PlanNode[], isOfWaiting: boolean) =>
  nodes.filter(
    (node) =>
      node['Relation Name'] === 'audit_events' && (node['Index Name'] === 'audit_events_waiting') === isOfWaiting,
  )

test.each<[string, string, Asked]>([
  ['all', 'audit_events_pkey', {}],
  ['a later page', 'audit_events_pkey', { before: '019b7619-0000-7000-8000-000000000000' }],
  ['what an account did', 'audit_events_by_account', { accountId: idOf(7) }],
  ['exports alone', 'audit_events_by_action', { actions: ['export'] }],
  ['what was changed', 'audit_events_by_action', { actions: ['create', 'update', 'delete'] }],
  ['an hour of one day', 'audit_events_pkey', { from: at(30_000), to: at(30_060) }],
  ['what an account did on a day', 'audit_events_by_account', { accountId: idOf(7), from: at(20_000), to: at(21_440) }],
  ['one event', 'audit_events_pkey', { only: idOf(1) }],
])('a page of %s is read from the end of an index, whatever lies beside it', async (_, index, asked) => {
  const nodes = await planOf(asked)
  const scans = ofEvents(nodes, false)
  expect(scans.map((scan) => scan['Index Name'])).toEqual((asked.actions ?? ['all']).map(() => index))
  // in the order of time alone, those that wait lie in the way of the newest
  const inTheWay = index === 'audit_events_pkey' ? waiting + founding : 0
  for (const scan of scans) expect(rowsRead(scan)).toBeLessThanOrEqual(limit * 2 + inTheWay)
  const waitingScans = ofEvents(nodes, true)
  expect(waitingScans).toHaveLength(1)
  expect(rowsRead(waitingScans[0] as PlanNode)).toBeLessThanOrEqual(waiting + founding)
})
