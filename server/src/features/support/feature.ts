import type { Feature } from '../../kit/feature.ts'
import { askedAccessRoutes } from './asked-accesses/routes.ts'
import { supportAccessRoutes } from './support-accesses/routes.ts'
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
}
