import { newId } from '../db/ids.ts'
import { findTenant, findTenantById, type Tenant } from '../db/tenant.ts'
import { inControl, type ControlTx, type Transactions } from '../db/tenant-tx.ts'
import { organizationsAfter } from './queries.ts'

/** Works on the organization at an address, or on one after the other; false where there is none. */
export async function eachOrganization(
  transactions: Transactions,
  slug: string | undefined,
  work: (tenant: Tenant) => Promise<void>,
): Promise<boolean> {
  const read = <Result>(ask: (control: ControlTx) => Promise<Result>) =>
    inControl(transactions, { requestId: `cli-${newId()}`, origin: 'job' }, { mode: 'read' }, ask)
  if (slug !== undefined) {
    const tenant = await read((control) => findTenant(control, slug))
    if (tenant) await work(tenant)
    return tenant !== undefined
  }
  let after: string | undefined
  for (;;) {
    const ids = await read((control) => organizationsAfter(control, after))
    if (ids.length === 0) return after !== undefined
    for (const id of ids) {
      const tenant = await read((control) => findTenantById(control, id))
      if (tenant) await work(tenant)
    }
    after = ids.at(-1)
  }
}
