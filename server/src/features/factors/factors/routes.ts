import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { findFactors } from './queries.ts'
import { factorsView } from './view.ts'

export const factorRoutes = {
  get: operation(contract.factors.factors.get, {
    in: 'accounts',
    work: async ({ accounts, accountId, platform, access }) => {
      const view = factorsView(await findFactors(accounts, accountId), platform.config.signInProviders)
      // a session that began before there was a second factor shows it first
      const isHalf = view.confirmBy.some((method) => method !== 'password') && !access.who?.session?.hasSecondFactor
      return isHalf ? { ...view, confirmBy: view.confirmBy.filter((method) => method !== 'password') } : view
    },
  }),
}
