import pg from 'pg'
import { roleName } from '../../kit/db/roles.ts'
import { statementOf, type Query } from '../../kit/db/query.ts'
import { inControl, type ControlTx, type TenantTx } from '../../kit/db/tenant-tx.ts'
import { testRolePrefix } from '../cluster.ts'
import type { TestOrganization, World } from '../world.ts'

export interface PlanNode {
  'Node Type': string
  'Index Name'?: string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Shared Hit Blocks': number
  'Shared Read Blocks': number
  Plans?: PlanNode[]
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

/**
 * Runs the first statement of `read` as the application's role plans it, once for whatever is asked, and answers what it
 * did, the root first.
 */
export async function genericPlan(
  organization: TestOrganization,
  read: (tx: TenantTx) => Promise<unknown>,
): Promise<PlanNode[]> {
  const statement = await firstOf((all) =>
    organization.inTenant((tx) => read({ ...tx, all } as unknown as TenantTx), 'read'),
  )
  return explained(organization.database, organization.id, statement)
}

/** The same of what is read in the control database. */
export async function genericControlPlan(
  { application, owner }: World,
  { id }: TestOrganization,
  read: (control: ControlTx) => Promise<unknown>,
): Promise<PlanNode[]> {
  const { transactions } = application.platform
  const statement = await firstOf((all) =>
    inControl(transactions, { requestId: 'test' }, { mode: 'read', organizationId: id }, (control) =>
      read({ ...control, all } as unknown as ControlTx),
    ),
  )
  return explained(owner, id, statement)
}

async function explained(
  database: TestOrganization['database'],
  organizationId: string,
  { text, values }: ReturnType<typeof statementOf>,
): Promise<PlanNode[]> {
  const client = await database.connect()
  try {
    await client.query('begin')
    await client.query(`set local role ${roleName(testRolePrefix, 'app')}`)
    await client.query('set local plan_cache_mode = force_generic_plan')
    await client.query("select set_config('app.organization_id', $1, true)", [organizationId])
    await client.query(`prepare planned as ${text}`)
    const given = values.map(literalOf).join(', ')
    const { rows } = await client.query(`explain (analyze, buffers, format json) execute planned (${given})`)
    return nodesOf(rows[0]['QUERY PLAN'][0].Plan)
  } finally {
    await client.query('rollback')
    client.release(true)
  }
}

const literalOf = (value: unknown): string =>
  pg.escapeLiteral(Array.isArray(value) ? `{${value.join(',')}}` : String(value))

async function firstOf(read: (all: (query: Query<unknown>) => Promise<unknown[]>) => Promise<unknown>) {
  const sent: Query<unknown>[] = []
  await read((query) => {
    sent.push(query)
    return Promise.resolve([])
  })
  const [first] = sent
  if (!first) throw new Error('nothing was read')
  return statementOf(first)
}

/** Rows that a node looked at, those that it passed over included. */
export const rowsRead = (node: PlanNode) =>
  (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
