import { useQueryClient, type QueryKey } from '@tanstack/react-query'
import { q } from '../../../kit/api/api.ts'

export const factorsQuery = () => q.identity.factors.get.queryOptions({ input: {}, staleTime: 5_000 })

/** Fetches anew what a change of the account's safety shows in: factors, oneself, devices and their history. */
export function useRefreshAccount() {
  const client = useQueryClient()
  return async () => {
    const keys: QueryKey[] = [q.identity.factors.key(), q.identity.me.key(), q.identity.sessions.key()]
    await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })))
  }
}
