import { useQueryClient, type QueryKey } from '@tanstack/react-query'

/** Fetches anew whatever is shown under these keys; done when it is there. */
export function useRefresh() {
  const client = useQueryClient()
  return async (...keys: readonly QueryKey[]) => {
    await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })))
  }
}
