import { askedAccessRoutes } from './asked-accesses.ts'
import { supportAccessRoutes } from './support-accesses.ts'
import { supportRuleRoutes } from './support-rules.ts'

export const routes = {
  askedAccesses: askedAccessRoutes,
  supportAccesses: supportAccessRoutes,
  supportRules: supportRuleRoutes,
}
