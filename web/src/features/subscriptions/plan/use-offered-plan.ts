import { useSuspenseQuery } from '@tanstack/react-query'
import { q } from '../../../kit/api/api.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { usePlanName } from '../../plans/public.ts'

/** What is on offer, and what a plan is called: one that is not offered any more has its key alone. */
export function useOfferedPlan() {
  const name = usePlanName()
  const { data: offer } = useSuspenseQuery(usePrefetched(q.plans.plans.list.queryOptions({ input: {} })))
  const planOf = (key: string) => offer.items.find((one) => one.key === key)
  const nameOf = (key: string) => {
    const plan = planOf(key)
    return plan ? name(plan) : key
  }
  return { plans: offer.items, planOf, nameOf }
}
