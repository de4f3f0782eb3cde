import { contract } from '@polyclinic/contract/contract.ts'
import { limitKeys, type PlanView } from '@polyclinic/contract/plans/plans.ts'
import type { PlanTerms } from '../../../kit/db/tenant.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { operation } from '../../../kit/http/operation.ts'
import { countUsed, listOfferedPlans, listOverruns } from './queries.ts'
import { knownFeatures, offeredPlanView } from './view.ts'

export const planRoutes = {
  list: operation(contract.plans.plans.list, {
    in: 'control',
    work: async ({ platform, control }) => ({
      items: (await listOfferedPlans(platform, control)).map(offeredPlanView),
    }),
  }),

  get: operation(contract.plans.plans.get, async ({ tx }) => usage(tx, tx.organization.plan)),
}

async function usage(tx: TenantTx, plan: PlanTerms): Promise<PlanView> {
  const overruns = new Map((await listOverruns(tx)).map(({ limit_key: key, since }) => [key, since]))
  const limits: PlanView['limits'] = []
  for (const limit of limitKeys) {
    const { allowed = null, graceDays } = plan.limits[limit] ?? {}
    const used = await countUsed(tx, limit)
    const isOver = allowed !== null && used > allowed && graceDays !== undefined
    limits.push({ limit, allowed, used, graceDays, ...(isOver && { overSince: overruns.get(limit) }) })
  }
  return { key: plan.key, limits, features: knownFeatures(plan.features) }
}
