import { useEffect } from 'react'
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { getEventMeta } from '@orpc/client'
import type { Subject } from '@polyclinic/contract/kit/live.ts'
import { api, q } from './api.ts'
import { problemOf } from './problem.ts'

/** Which answers a change of each subject makes stale. */
const staleKeys: Record<Subject, () => readonly (readonly unknown[])[]> = {
  appointment: () => [q.scheduling.calendar.key(), q.scheduling.appointments.key(), q.scheduling.availability.key()],
  patient: () => [q.patients.patients.key(), q.patients.guardians.key(), q.patients.links.key()],
  message: () => [q.messaging.messages.key()],
  schedule: () => [
    q.scheduling.services.key(),
    q.scheduling.practitioners.key(),
    q.scheduling.rooms.key(),
    q.scheduling.calendar.key(),
    q.scheduling.availability.key(),
  ],
  organization: () => [
    q.identity.me.key(),
    q.organizations.organizations.key(),
    q.organizations.clinics.key(),
    q.organizations.members.key(),
    q.organizations.roles.key(),
    q.organizations.invitations.key(),
    q.organizations.access.key(),
    q.programs.apiKeys.key(),
    q.programs.apps.key(),
    q.plans.plans.key(),
  ],
}

const everySubject = Object.keys(staleKeys) as Subject[]

/** Keeps the screen true while others work: one stream per browser and organization, shared by its tabs. */
export function useLiveUpdates(organization: string) {
  const client = useQueryClient()
  useEffect(() => {
    const stop = new AbortController()
    const channel = new BroadcastChannel(`live:${organization}`)
    const refresh = gather((subjects) => invalidate(client, subjects))
    channel.addEventListener('message', (event: MessageEvent<Subject[]>) => refresh(event.data))
    const tellAll = (subjects: Subject[]) => {
      refresh(subjects)
      channel.postMessage(subjects)
    }
    const lead = () => follow(organization, tellAll, stop.signal)
    // The tab that holds the lock reads the stream; when it closes, the next one takes over.
    const leading = navigator.locks
      ? navigator.locks.request(`live:${organization}`, { signal: stop.signal }, lead)
      : lead()
    leading.catch(() => {})
    return () => {
      stop.abort()
      channel.close()
    }
  }, [organization, client])
}

/** Reads the stream and starts it again where it broke off, until told to stop. */
async function follow(organization: string, tell: (subjects: Subject[]) => void, signal: AbortSignal) {
  let since: string | undefined
  let failures = 0
  while (!signal.aborted) {
    try {
      const stream = await api.organizations.live.changes({ params: { organization }, query: { since } }, { signal })
      // Without a position, what happened while the line was down is unknown.
      if (failures > 0 && !since) tell(everySubject)
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

function invalidate(client: QueryClient, subjects: ReadonlySet<Subject>) {
  const keys = new Map(
    [...subjects].flatMap((subject) => staleKeys[subject]()).map((key) => [JSON.stringify(key), key]),
  )
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
