import { useQueryClient, type QueryKey } from '@tanstack/react-query'
import { q } from '../../kit/api.ts'

/** How one can sign in on this browser; the page asks anew each time, since others sign in and lock on it, too. */
export const waysQuery = () => q.signIn.ways.queryOptions({ input: {}, staleTime: 5_000 })

export const factorsQuery = () => q.factors.get.queryOptions({ input: {}, staleTime: 5_000 })

export const sessionsQuery = () => q.sessions.list.queryOptions({ input: {}, staleTime: 5_000 })

export const appsQuery = () => q.apps.connected.queryOptions({ input: {}, staleTime: 5_000 })

/** Fetches anew what a change of the account's safety shows in: factors, oneself, devices and their history. */
export function useRefreshAccount() {
  const client = useQueryClient()
  return async () => {
    const keys: QueryKey[] = [q.factors.key(), q.me.key(), q.sessions.key()]
    await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })))
  }
}
