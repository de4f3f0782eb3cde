import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { hour } from '@polyclinic/contract/kit/durations.ts'
import type { Clinic } from '@polyclinic/contract/organizations/clinics.ts'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import type { Slot } from '@polyclinic/contract/scheduling/availability.ts'
import type { Calendar } from '@polyclinic/contract/scheduling/calendar.ts'
import { api, q } from '../../../kit/api/api.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { problemOf, problemText } from '../../../kit/api/problem.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { automatic, rememberService, type BookingValues } from './booking-values.ts'
import { useToldWords } from '../notices/use-told-words.ts'
import { useAppointmentStore } from '../appointments/use-appointment-store.ts'

export type Extra = { outsideHours?: boolean; overbook?: { reason: string } }

export function useBookAppointment(clinic: Clinic, onBooked: (appointment: Appointment) => void) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const client = useQueryClient()
  const once = useIntent()
  const { slug: organization } = useOrganization()
  const { refresh } = useAppointmentStore()
  const toldText = useToldWords()

  const send = async (values: BookingValues, extra: Extra) => {
    const { patient, serviceId, practitionerId, start, roomId, note, notify } = values
    const body = {
      patientId: patient!.id,
      serviceId: serviceId!,
      practitionerId,
      clinicId: clinic.id,
      startsAt: new Date(start!).toISOString(),
      notify,
      ...(roomId !== automatic && { roomId }),
      ...(note.trim() && { note }),
      ...extra,
    }
    const appointment = await once(api.scheduling.appointments.create, { params: { organization }, body })
    rememberService(clinic.id, appointment.service.id)
    client.setQueriesData<Calendar>(
      { queryKey: q.scheduling.calendar.key() },
      (before) => before && withAppointment(before, appointment),
    )
    void refresh()
    const time = format.time(appointment.startsAt, clinic.timeZone)
    toast.good(
      t('book.said', {
        name: appointment.patient.name,
        day: format.relativeDay(appointment.startsAt, clinic.timeZone),
        time,
      }),
      { description: toldText(appointment.told) },
    )
    onBooked(appointment)
    return appointment
  }

  const timeError = (problem: unknown) => {
    if (!problem) return undefined
    return ['not-available', 'in-the-past'].includes(problemOf(problem).code) ? problemText(problem) : undefined
  }
  return { send, timeError }
}

function withAppointment(calendar: Calendar, appointment: Appointment): Calendar {
  const isWithin =
    calendar.clinic.id === appointment.clinicId && calendar.appointments.every(({ id }) => id !== appointment.id)
  return isWithin ? { ...calendar, appointments: [...calendar.appointments, appointment] } : calendar
}

type Wanted = { clinic: Clinic; serviceId: string | null; start: number | null; isWanted: boolean }

/** Who is free for a service at a time, when anyone will do: as far as it is known, and asked for where a booking needs it. */
export function useFreePractitioner({ clinic, serviceId, start, isWanted }: Wanted) {
  const { slug: organization } = useOrganization()
  const client = useQueryClient()
  const freeAt = (at: number | null) =>
    q.scheduling.availability.find.queryOptions({
      input: {
        params: { organization },
        query: {
          serviceId: serviceId ?? '',
          clinicId: clinic.id,
          from: at === null ? '' : new Date(at).toISOString(),
          to: at === null ? '' : new Date(at + 24 * hour).toISOString(),
        },
      },
    })
  const whoOf = (slots: readonly Slot[], at: number | null) =>
    slots.find((slot) => Date.parse(slot.startsAt) === at)?.practitionerId
  const { data } = useQuery({
    ...freeAt(start),
    enabled: isWanted && serviceId !== null && start !== null,
  })
  return {
    known: data && whoOf(data.slots, start),
    /** Waits for the answer: the time may have been typed a moment ago. */
    find: async (at: number) => whoOf((await client.ensureQueryData(freeAt(at))).slots, at),
  }
}
