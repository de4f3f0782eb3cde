import { afterAll, beforeAll, expect, test } from 'vitest'
import { foldVersion } from '@polyclinic/contract/kit/reading/fold.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'
import { listPatients } from '../listing/queries.ts'
import { findPatient } from '../patients/queries.ts'
import { json } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import type { Query } from '../../../kit/db/query.ts'

/** Emergencies cost little: 15,000 patients, 5,000 accesses of 500 accounts. */
let world: World
let org: TestOrganization
let reach: { clinicIds: string[]; emergencyOf: string }

beforeAll(async () => {
  world = await createWorld()
  org = await world.organization()
  const clinic = (await org.owner.post('/clinics', { name: 'Harbour', timeZone: 'Europe/Berlin' })).body.id
  reach = { clinicIds: [newId()], emergencyOf: org.owner.accountId }
  await world.owner.query(
    `insert into tenant.patients (organization_id, id, kind, given_name, family_name, name_key, search_text, home_clinic_id, fold_version)
     select $1, gen_random_uuid(), 'human', 'Anna', n, n || ' anna', ' anna ' || n, $2, $3 from generate_series(1, 15000) i, lateral (select md5(i::text) n) x`,
    [org.id, clinic, foldVersion],
  )
  await world.owner.query(
    `with few as (select p.id, row_number() over () as nth from tenant.patients p where p.organization_id = $1 limit 5000),
      accounts as (select row_number() over () as nth, id from (select gen_random_uuid() as id from generate_series(1, 499) union all select $2::uuid) a)
     insert into tenant.emergency_accesses (organization_id, id, patient_id, account_id, reason_sealed)
     select $1, gen_random_uuid(), s.id, a.id, '' from few s join accounts a on a.nth = s.nth % 500 + 1`,
    [org.id, org.owner.accountId],
  )
  await world.owner.query('vacuum analyze tenant.patients, tenant.emergency_accesses')
})
afterAll(() => world?.close())

interface Node {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Index Cond'?: string
  Plans?: Node[]
}

const planRow = shape({ 'QUERY PLAN': json<[{ Plan: Node }]>() })

const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

async function planOf(work: (tx: TenantTx) => Promise<unknown>): Promise<Node[]> {
  const rows = await org.inTenant((tx) => {
    const explained = (query: Query<unknown>) => tx.all(planRow`explain (format json) ${query}`)
    return work({ ...tx, all: explained, maybe: explained } as unknown as TenantTx)
  })
  const [{ 'QUERY PLAN': plan }] = rows as [{ 'QUERY PLAN': [{ Plan: Node }] }]
  return nodesOf(plan[0].Plan)
}

test.each([
  ['one patient', (tx: TenantTx) => findPatient(tx, newId(), reach)],
  ['a page of the list', (tx: TenantTx) => listPatients(tx, { isArchived: false, scope: reach, limit: 51 })],
])('%s asks the index for the account’s own accesses', async (_what, work) => {
  const nodes = (await planOf(work)).filter(
    (node) => node['Relation Name'] === 'emergency_accesses' || node['Index Name']?.startsWith('emergency_accesses'),
  )
  expect(nodes.length).toBeGreaterThan(0)
  for (const node of nodes) expect(node['Node Type']).not.toBe('Seq Scan')
  expect(nodes.some((node) => /organization_id = .*account_id = /.test(node['Index Cond'] ?? ''))).toBe(true)
})

test('the list shows the patients of the account’s open accesses, and those alone', async () => {
  const rows = await org.inTenant((tx) => listPatients(tx, { isArchived: false, scope: reach, limit: 51 }))
  expect(rows).toHaveLength(10)
})
