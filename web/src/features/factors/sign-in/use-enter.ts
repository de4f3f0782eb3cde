import { useQueryClient } from '@tanstack/react-query'
import { useAddress, useGo } from '../../../kit/screen/navigation.tsx'
import { forgetLock, safeNext } from '../../identity/public.ts'

/** After a sign-in: nothing of whoever was here before, and on to where one wanted to go. */
export function useEnter() {
  const client = useQueryClient()
  const { search } = useAddress<{ next: string }>()
  const go = useGo()
  return () => {
    forgetLock()
    client.clear()
    go(safeNext(search.next), { replace: true })
  }
}
