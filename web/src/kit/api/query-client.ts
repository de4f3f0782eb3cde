import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { q } from './api.ts'
import { problemOf } from './problem.ts'

/** Answers stay fresh for half a minute (live updates tell earlier); only what may pass is tried again. */
export function makeQueryClient(onSignedOut: () => void) {
  const onError = (error: unknown) => {
    const { code } = problemOf(error)
    if (code === 'signed-out') onSignedOut()
    // An organization's rule or another status of it came meanwhile: oneself, asked again, tells the door of it.
    if (code === 'second-factor-needed' || code === 'organization-held' || code === 'feature-off')
      void client.invalidateQueries({ queryKey: q.identity.me.key() })
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => {
          const { code } = problemOf(error)
          // A confirmation gives the session another cookie: what was on its way with the old one is sent once more.
          return code === 'signed-out' ? failures < 1 : failures < 2 && ['network', 'unavailable'].includes(code)
        },
        retryDelay: (failures, error) =>
          problemOf(error).code === 'signed-out' ? 100 : Math.min(1000 * 2 ** failures, 30_000),
      },
      mutations: { retry: false },
    },
  })
  return client
}
