import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { problemOf } from './problem.ts'

/** Answers stay fresh for half a minute (live updates tell earlier); only what may pass is tried again. */
export function makeQueryClient(onSignedOut: () => void) {
  const onError = (error: unknown) => {
    if (problemOf(error).code === 'signed-out') onSignedOut()
  }
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => failures < 2 && ['network', 'unavailable'].includes(problemOf(error).code),
      },
      mutations: { retry: false },
    },
  })
}
