import { useState } from 'react'
import { useQueryClient, type QueryKey } from '@tanstack/react-query'

/**
 * Around a query that a screen shows first: `useSuspenseQuery(usePrefetched(q.scheduling.rooms.list.queryOptions(…)))`. The screen's
 * row in pages/<audience>/screens.ts fetches it beside the code; without that the reader would wait for one after the
 * other, which nobody sees on a fast line. So in development it is an error.
 */
export function usePrefetched<O extends { queryKey: QueryKey; enabled?: unknown }>(options: O): O {
  const client = useQueryClient()
  useState(() => {
    if (!import.meta.env.DEV || options.enabled === false || client.getQueryState(options.queryKey)) return
    throw new Error(
      `Nobody fetched ${JSON.stringify(options.queryKey)} before this screen was drawn: name it in the \`needs\` of the screen's row in web/src/pages/<audience>/screens.ts.`,
    )
  })
  return options
}
