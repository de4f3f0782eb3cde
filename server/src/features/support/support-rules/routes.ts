import { contract } from '@polyclinic/contract/contract.ts'
import type { SupportRules } from '@polyclinic/contract/support/support-rules.ts'
import { operation } from '../../../kit/http/operation.ts'
import { changeRules } from './actions.ts'
import { findRules, type RulesRow } from './queries.ts'

export const supportRuleRoutes = {
  get: operation(contract.support.supportRules.get, {
    in: 'control',
    work: async ({ control, organizationId }) => rulesView(await findRules(control, organizationId)),
  }),

  change: operation(contract.support.supportRules.change, {
    in: 'control',
    work: async ({ control, organizationId, expectedVersion, input }) =>
      rulesView(await changeRules(control, { organizationId, expectedVersion }, input.body)),
  }),
}

const rulesView = (row: RulesRow | undefined): SupportRules => ({
  allowsBreakGlass: row?.allows_break_glass ?? true,
  version: row?.version ?? 0,
})
