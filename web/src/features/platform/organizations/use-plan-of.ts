import { useQuery } from '@tanstack/react-query'
import { q } from '../../../kit/api/api.ts'
import { usePlanName } from '../../plans/public.ts'

/** What the plan of a key is called; one that is not on offer any more has its key alone. */
export function usePlanOf() {
  const nameOf = usePlanName()
  const { data } = useQuery(q.plans.plans.list.queryOptions({ input: {} }))
  return (key: string) => {
    const plan = data?.items.find((one) => one.key === key)
    return plan ? nameOf(plan) : key
  }
}
