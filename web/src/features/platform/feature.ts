import { q } from '../../kit/api/api.ts'
import type { Feature } from '../../kit/screen/feature.ts'
import { screen } from '../../kit/screen/screen.ts'
import { billedPages } from './billing/queries.ts'
import { listOf, organizationPages } from './organizations/queries.ts'
import { logPages } from './log/queries.ts'
import { plansQuery } from './plans/queries.ts'
import { togglesQuery } from './toggles/queries.ts'

export const platform: Feature = {
  name: 'platform',
  screens: {
    platform: [
      screen('/platform', () => import('./organizations/OrganizationsPage.tsx'), 'OrganizationsPage', {
        texts: ['organizations', 'support'],
        needs: ({ search }) => [organizationPages(listOf(search)), plansQuery()],
      }),
      screen('/platform/plans', () => import('./plans/PlansPage.tsx'), 'PlansPage', {
        texts: ['organizations', 'plans'],
        needs: () => [plansQuery()],
      }),
      screen('/platform/operators', () => import('./operators/OperatorsPage.tsx'), 'OperatorsPage', {
        needs: () => [q.platform.platformOperators.list.queryOptions({ input: {} })],
      }),
      screen('/platform/features', () => import('./toggles/TogglesPage.tsx'), 'TogglesPage', {
        texts: ['plans'],
        needs: () => [togglesQuery(), plansQuery()],
      }),
      screen('/platform/billing', () => import('./billing/BillingPage.tsx'), 'BillingPage', {
        texts: ['organizations'],
        needs: () => [billedPages(undefined), q.platform.platformBilling.issuer.queryOptions({ input: {} })],
      }),
      screen('/platform/log', () => import('./log/LogPage.tsx'), 'LogPage', { needs: () => [logPages()] }),
      screen('/platform/health', () => import('./health/HealthPage.tsx'), 'HealthPage', {
        needs: () => [
          q.platform.platformHealth.get.queryOptions({ input: {} }),
          q.platform.platformSettings.list.queryOptions({ input: {} }),
        ],
      }),
    ],
  },
}
