import { extend } from '../../kit/extension.ts'
import type { Feature } from '../../kit/feature.ts'
import { liveStanding, reviewedSupport } from '../organizations/public.ts'
import { lapses } from './asked-accesses/jobs.ts'
import { askedAccessRoutes } from './asked-accesses/routes.ts'
import { listReviewed, openMark } from './support-accesses/queries.ts'
import { supportAccessRoutes } from './support-accesses/routes.ts'
import { reviewedView } from './support-accesses/view.ts'
import { supportRuleRoutes } from './support-rules/routes.ts'

export const support: Feature = {
  name: 'support',
  tier: 1,
  owns: ['control.support_accesses', 'control.support_rules'],
  routes: {
    askedAccesses: askedAccessRoutes,
    supportAccesses: supportAccessRoutes,
    supportRules: supportRuleRoutes,
  },
  due: [lapses],
  extensions: [
    extend(liveStanding, openMark),
    extend(reviewedSupport, async (control, organizationId) =>
      (await listReviewed(control, organizationId)).flatMap(reviewedView),
    ),
  ],
}
