import { useEffect } from 'react'
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { getEventMeta } from '@orpc/client'
import type { Subject } from '@polyclinic/contract/kit/live.ts'
import type { Feature } from '../screen/feature.ts'
import { api } from './api.ts'
import { problemOf } from './problem.ts'

/** Keeps the screen true while others work: one stream per browser and organization, shared by its tabs. */
export function useLiveUpdates(organization: string, features: readonly Feature[]) {
  const client = useQueryClient()
  useEffect(() => {
    const stop = new AbortController()
    const channel = new BroadcastChannel(`live:${organization}`)
    const refresh = gather((subjects) => invalidate(client, features, subjects))
    channel.addEventListener('message', (event: MessageEvent<Subject[]>) => refresh(event.data))
    const tellAll = (subjects: Subject[]) => {
      refresh(subjects)
      channel.postMessage(subjects)
    }
    const lead = () => follow(organization, tellAll, subjectsOf(features), stop.signal)
    // The tab that holds the lock reads the stream; when it closes, the next one takes over.
    const leading = navigator.locks
      ? navigator.locks.request(`live:${organization}`, { signal: stop.signal }, lead)
      : lead()
    leading.catch(() => {})
    return () => {
      stop.abort()
      channel.close()
    }
  }, [organization, client, features])
}

/** Reads the stream and starts it again where it broke off, until told to stop. */
async function follow(
  organization: string,
  tell: (subjects: Subject[]) => void,
  every: Subject[],
  signal: AbortSignal,
) {
  let since: string | undefined
  let failures = 0
  while (!signal.aborted) {
    try {
      const stream = await api.organizations.live.changes({ params: { organization }, query: { since } }, { signal })
      // Without a position, what happened while the line was down is unknown.
      if (failures > 0 && !since) tell(every)
      failures = 0
      for await (const change of stream) {
        since = getEventMeta(change)?.id ?? since
        tell([change.subject])
      }
    } catch (error) {
      if (signal.aborted || ['signed-out', 'not-found', 'not-allowed'].includes(problemOf(error).code)) return
      failures += 1
    }
    await pause(Math.min(30_000, 500 * 2 ** failures) * (0.75 + Math.random() / 2), signal)
  }
}

const subjectsOf = (features: readonly Feature[]) => [
  ...new Set(features.flatMap(({ stale = {} }) => Object.keys(stale) as Subject[])),
]

/** A subject that no feature here shows makes nothing stale. */
function invalidate(client: QueryClient, features: readonly Feature[], subjects: ReadonlySet<Subject>) {
  const stale = [...subjects].flatMap((subject) => features.flatMap((feature) => feature.stale?.[subject]?.() ?? []))
  const keys = new Map(stale.map((key) => [JSON.stringify(key), key]))
  for (const queryKey of keys.values()) void client.invalidateQueries({ queryKey })
}

/** A burst of changes refetches once. */
function gather(act: (subjects: Set<Subject>) => void) {
  let waiting: Set<Subject> | null = null
  return (subjects: readonly Subject[]) => {
    if (!waiting) {
      const batch = new Set<Subject>()
      waiting = batch
      setTimeout(() => {
        waiting = null
        act(batch)
      }, 120)
    }
    for (const subject of subjects) waiting.add(subject)
  }
}

function pause(milliseconds: number, signal: AbortSignal) {
  return new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
