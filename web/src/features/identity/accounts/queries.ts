import { useQueryClient, type QueryKey } from '@tanstack/react-query'
import { q } from '../../../kit/api/api.ts'

/** Fetches anew what a change of the account's safety shows in: factors, oneself, devices and their history. */
export function useRefreshAccount() {
  const client = useQueryClient()
  return async () => {
    const keys: QueryKey[] = [q.factors.factors.key(), q.identity.me.key(), q.identity.sessions.key()]
    await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })))
  }
}
