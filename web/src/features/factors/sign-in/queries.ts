import { q } from '../../../kit/api/api.ts'

/** How one can sign in on this browser; the page asks anew each time, since others sign in and lock on it, too. */
export const waysQuery = () => q.factors.signIn.ways.queryOptions({ input: {}, staleTime: 5_000 })
