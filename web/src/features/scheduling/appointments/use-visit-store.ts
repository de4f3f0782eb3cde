import { useQueryClient } from '@tanstack/react-query'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import type { Calendar } from '@polyclinic/contract/scheduling/calendar.ts'
import { ifMatch, newKey, q } from '../../../kit/api/api.ts'
import { useOrganization } from '../../../kit/session/session.tsx'

/** The version in which this tab left each visit: what it takes back, it takes back only from there. */
const left = new Map<string, number>()

/** The visit as this tab last left it; if anybody changed it since, the server refuses. */
export const asLeft = (visit: Appointment): Appointment => ({ ...visit, version: left.get(visit.id) ?? visit.version })

/** Puts visits into every answer that shows them, so that no screen waits for a refetch. */
export function useVisitStore() {
  const client = useQueryClient()
  const { slug: organization } = useOrganization()
  const store = (visit: Appointment) => {
    client.setQueriesData<Calendar>(
      { queryKey: q.scheduling.calendar.key() },
      (before) =>
        before && { ...before, appointments: before.appointments.map((each) => (each.id === visit.id ? visit : each)) },
    )
    client.setQueryData(
      q.scheduling.appointments.get.queryKey({ input: { params: { organization, id: visit.id } } }),
      visit,
    )
  }
  /** What the server answered to a change of one's own. */
  const storeOwn = (visit: Appointment) => {
    left.set(visit.id, visit.version)
    store(visit)
  }
  const refresh = () =>
    Promise.all(
      [q.scheduling.calendar.key(), q.scheduling.appointments.key(), q.scheduling.availability.key()].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    )
  /** Where a change of the visit goes, once, and only to the version that was seen. */
  const request = (visit: Appointment) => ({
    params: { organization, id: visit.id },
    headers: { ...ifMatch(visit.version), 'idempotency-key': newKey() },
  })
  return { store, storeOwn, refresh, request }
}
