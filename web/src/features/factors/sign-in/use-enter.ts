import { useQueryClient } from '@tanstack/react-query'
import { useAddress, useGo } from '../../../kit/screen/navigation.tsx'
import { forgetLock, safeNext } from '../../identity/public.ts'

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
