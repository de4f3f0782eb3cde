import { useQueryClient } from '@tanstack/react-query'
import { useGo } from '../../../kit/screen/navigation.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { paths } from '../../../paths.ts'
import { auth } from './auth.ts'
import { noteDeparture } from './who.ts'

export function useSignOut() {
  const client = useQueryClient()
  const go = useGo()
  return async (to: string = paths.signIn()) => {
    try {
      await auth.signOut()
    } catch (error) {
      toast.problem(error)
      return
    }
    sessionStorage.clear()
    noteDeparture()
    client.clear()
    go(to)
  }
}
