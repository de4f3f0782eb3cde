import { contract } from '@polyclinic/contract/contract.ts'
import { limitKeys, plans, type PlanKey } from '@polyclinic/contract/plans/plans.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { freeOperation, operation } from '../../../kit/http/operation.ts'
import { setPlan } from './actions.ts'
import { countUsed } from './queries.ts'

export const planRoutes = {
  get: operation(contract.plans.plans.get, async ({ tx }) => usage(tx, tx.organization.plan)),

  change: freeOperation(contract.plans.plans.change, async ({ input, inControl, inTenant, entrance }) => {
    await inControl('write', (control) => setPlan(control, entrance.organizationId, input.body.key))
    return inTenant('read', (tx) => usage(tx, input.body.key))
  }),
}

async function usage(tx: TenantTx, key: PlanKey) {
  const limits = []
  for (const limit of limitKeys) limits.push({ limit, allowed: plans[key][limit], used: await countUsed(tx, limit) })
  return { key, limits }
}
