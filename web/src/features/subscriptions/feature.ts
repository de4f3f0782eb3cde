import { q } from '../../kit/api/api.ts'
import type { Feature } from '../../kit/screen/feature.ts'
import { listsOf, screen } from '../../kit/screen/screen.ts'
import { billPages } from './bills/queries.ts'

export const subscriptions: Feature = {
  name: 'subscriptions',
  settings: [
    {
      id: 'plan',
      group: 'plan',
      order: 10,
      permission: 'organization.manage',
      screen: screen('/$organization/settings/plan', () => import('./plan/PlanPage.tsx'), 'PlanPage', {
        texts: ['plans'],
        needs: (work) => [
          ...listsOf(q.plans.plans.get, q.subscriptions.subscriptions.get)(work),
          q.plans.plans.list.queryOptions({ input: {} }),
          billPages(work.organization),
        ],
      }),
    },
  ],
  stale: {
    organization: () => [q.subscriptions.subscriptions.key(), q.subscriptions.platformInvoices.key()],
  },
}
