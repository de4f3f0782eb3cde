import { q } from '../../kit/api/api.ts'
import type { Feature } from '../../kit/screen/feature.ts'
import { listsOf, screen } from '../../kit/screen/screen.ts'

export const plans: Feature = {
  name: 'plans',
  settings: [
    {
      id: 'plan',
      group: 'plan',
      order: 10,
      permission: 'organization.manage',
      screen: screen('/$organization/settings/plan', () => import('./plans/PlanPage.tsx'), 'PlanPage', {
        needs: (work) => [...listsOf(q.plans.plans.get)(work), q.plans.plans.list.queryOptions({ input: {} })],
      }),
    },
  ],
  stale: { organization: () => [q.plans.plans.key()] },
}
