import type { QueryKey } from '@tanstack/react-query'
import { q } from '../../../kit/api/api.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'

/** Fetches anew what a change of the account's safety shows in: oneself, devices and their history, and what the caller adds. */
export function useRefreshAccount(...more: readonly QueryKey[]) {
  const refresh = useRefresh()
  return () => refresh(q.identity.me.key(), q.identity.sessions.key(), ...more)
}
