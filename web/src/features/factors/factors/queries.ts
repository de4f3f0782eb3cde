import { q } from '../../../kit/api/api.ts'
import { useChange, useRefreshAccount } from '../../identity/public.ts'

export const factorsQuery = () => q.factors.factors.get.queryOptions({ input: {}, staleTime: 5_000 })

/** Fetches anew what a change of a factor shows in. */
export const useRefreshFactors = () => useRefreshAccount(q.factors.factors.key())

/** One change of a factor by a press: says that it was made, or why not. */
export const useFactorChange = (change: () => Promise<unknown>, done: string) =>
  useChange(change, done, [q.factors.factors.key()])
