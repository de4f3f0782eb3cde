import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { api } from '../../../kit/api/api.ts'
import { problemOf } from '../../../kit/api/problem.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { paths } from '../../../paths.ts'
import { noteDeparture } from '../accounts/who.ts'

/** A lock that the server has not heard of yet: until it has, this browser opens nothing. */
const storageKey = 'lock-due'

export const isLockDue = () => localStorage.getItem(storageKey) !== null

/** Once somebody came in by their own proof, nothing is left to lock. */
export const forgetLock = () => localStorage.removeItem(storageKey)

/** Tells the server of a lock that happened while it could not be reached. */
export async function settleLock() {
  if (!isLockDue()) return
  try {
    await api.identity.sharedMachines.lock({})
  } catch (error) {
    if (problemOf(error).code !== 'signed-out') throw error
  }
  forgetLock()
}

export function useLock() {
  const client = useQueryClient()
  const router = useRouter()
  return async () => {
    const next = router.latestLocation.href
    localStorage.setItem(storageKey, '1')
    await settleLock().catch((error: unknown) => toast.problem(error))
    noteDeparture()
    client.clear()
    router.history.push(paths.signIn({ next }))
  }
}
