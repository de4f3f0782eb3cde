import { findTenantById } from '../../../kit/db/tenant.ts'
import { inControl, inTenant, type Caller, type TenantTx } from '../../../kit/db/tenant-tx.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { writeSize } from './actions.ts'
import { sizeRow, type Size } from './queries.ts'

/** Numbers, which a function of the organization's own database counts. */
export const readSize = (tx: TenantTx): Promise<Size> =>
  tx.one(sizeRow`select ${sizeRow.of('m')} from tenant.measured() m`)

/** As an operator, who reaches no table there. */
export async function measureAsOperator({ transactions }: Platform, caller: Caller, id: string): Promise<Size> {
  const tenant = await inControl(transactions, caller, { mode: 'read' }, (control) => findTenantById(control, id))
  if (!tenant) throw refuse('not-found')
  return inTenant(transactions, tenant, caller, { mode: 'read', as: 'operator' }, readSize)
}

export const keepSize = ({ transactions }: Platform, caller: Caller, organizationId: string, size: Size) =>
  inControl(transactions, caller, { mode: 'write', organizationId, isBesideGate: true }, (control) =>
    writeSize(control, organizationId, size),
  )
