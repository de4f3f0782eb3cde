import { useQueryClient } from '@tanstack/react-query'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import type { Calendar } from '@polyclinic/contract/scheduling/calendar.ts'
import { ifMatch, newKey, q } from '../../../kit/api/api.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useRefresh } from '../../../kit/api/refresh.ts'

/** The version in which this tab left each appointment: what it takes back, it takes back only from there. */
const left = new Map<string, number>()

/** The appointment as this tab last left it; if anybody changed it since, the server refuses. */
export const asLeft = (appointment: Appointment): Appointment => ({
  ...appointment,
  version: left.get(appointment.id) ?? appointment.version,
})

export function useAppointmentStore() {
  const client = useQueryClient()
  const fetchAnew = useRefresh()
  const { slug: organization } = useOrganization()
  const store = (appointment: Appointment) => {
    client.setQueriesData<Calendar>(
      { queryKey: q.scheduling.calendar.key() },
      (before) =>
        before && {
          ...before,
          appointments: before.appointments.map((each) => (each.id === appointment.id ? appointment : each)),
        },
    )
    client.setQueryData(
      q.scheduling.appointments.get.queryKey({ input: { params: { organization, id: appointment.id } } }),
      appointment,
    )
  }
  const storeOwn = (appointment: Appointment) => {
    left.set(appointment.id, appointment.version)
    store(appointment)
  }
  const refresh = () =>
    fetchAnew(q.scheduling.calendar.key(), q.scheduling.appointments.key(), q.scheduling.availability.key())
  /** Where a change of the appointment goes, once, and only to the version that was seen. */
  const request = (appointment: Appointment) => ({
    params: { organization, id: appointment.id },
    headers: { ...ifMatch(appointment.version), 'idempotency-key': newKey() },
  })
  return { store, storeOwn, refresh, request }
}
