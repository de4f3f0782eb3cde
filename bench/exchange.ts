import type { Statement } from '../server/src/kit/db/batch.ts'
import { statementOf, type Query } from '../server/src/kit/db/query.ts'
import type { TenantTx } from '../server/src/kit/db/tenant-tx.ts'
import type { TestOrganization } from '../server/src/testing/world.ts'

export interface Exchange {
  settings: Statement
  statement: Statement
}

/** The settings that travel with every statement, as kit/db/transaction sends them. */
const settingsOf = ({ id, owner }: TestOrganization): Statement => ({
  name: 'bench_set',
  text: `select set_config('app.organization_id', $1, true), set_config('app.account_id', $2, true), set_config('app.request_id', $3, true), set_config('app.origin', $4, true)`,
  values: [id, owner.accountId, 'bench', 'api'],
})

/** What `work` would send, caught before it is sent. */
export async function exchangeOf(
  organization: TestOrganization,
  work: (tx: TenantTx) => Promise<unknown>,
): Promise<Exchange> {
  let caught: Statement | undefined
  const keep = (query: Query<unknown>) => {
    caught = statementOf(query)
    return Promise.resolve([])
  }
  await organization.inTenant((tx) => work({ ...tx, all: keep, maybe: keep } as unknown as TenantTx), 'read')
  if (!caught) throw new Error('nothing was sent')
  return { settings: settingsOf(organization), statement: caught }
}
