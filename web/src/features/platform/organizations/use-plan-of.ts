import { useQuery } from '@tanstack/react-query'
import { usePlanName } from '../../plans/public.ts'
import { plansQuery } from '../plans/queries.ts'

/** What the plan of a key is called, on offer or not. */
export function usePlanOf() {
  const nameOf = usePlanName()
  const { data } = useQuery(plansQuery())
  return (key: string) => {
    const plan = data?.items.find((one) => one.key === key)
    return plan ? nameOf(plan) : key
  }
}
