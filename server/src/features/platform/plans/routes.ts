import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { changePlan, createPlan } from './actions.ts'
import { listPlans } from './queries.ts'
import { planView } from './view.ts'

export const platformPlanRoutes = {
  list: operation(contract.platform.platformPlans.list, {
    in: 'control',
    work: async ({ control }) => ({ items: (await listPlans(control)).map(planView) }),
  }),

  create: operation(contract.platform.platformPlans.create, {
    in: 'control',
    work: async ({ control, input }) => planView(await createPlan(control, input.body)),
  }),

  update: operation(contract.platform.platformPlans.update, {
    in: 'control',
    work: async ({ control, input: { params, body }, expectedVersion }) =>
      planView(await changePlan(control, params.key, expectedVersion, body)),
  }),
}
