import { contract } from '@polyclinic/contract/contract.ts'
import { limitKeys, plans, type PlanKey } from '@polyclinic/contract/plans/plans.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { operation } from '../../../kit/http/operation.ts'
import { setPlan } from './actions.ts'
import { countUsed } from './queries.ts'

export const planRoutes = {
  get: operation(contract.plans.plans.get, async ({ tx }) => usage(tx, tx.organization.plan)),

  change: operation(contract.plans.plans.change, {
    in: 'control',
    work: ({ control, tenant, input }) => setPlan(control, tenant.organizationId, input.body.key),
    after: ({ inTenant, input }) => inTenant('read', (tx) => usage(tx, input.body.key)),
  }),
}

async function usage(tx: TenantTx, key: PlanKey) {
  const limits = []
  for (const limit of limitKeys) limits.push({ limit, allowed: plans[key][limit], used: await countUsed(tx, limit) })
  return { key, limits }
}
