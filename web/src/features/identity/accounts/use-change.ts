import { useMutation, type QueryKey } from '@tanstack/react-query'
import { problemOf } from '../../../kit/api/problem.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { authProblemText } from './auth.ts'
import { useRefreshAccount } from './queries.ts'

export function useChange<I = void>(
  change: (input: I) => Promise<unknown>,
  done: string,
  more: readonly QueryKey[] = [],
) {
  const refresh = useRefreshAccount(...more)
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await refresh()
      toast.good(done)
    },
    onError: (error) => {
      // Whoever closed the question knows that nothing was changed.
      if (problemOf(error).code !== 'confirmation-needed') toast.bad(authProblemText(error))
    },
  })
}
