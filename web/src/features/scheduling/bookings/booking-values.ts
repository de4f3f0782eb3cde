import { occupies } from '@polyclinic/contract/scheduling/appointment-states.ts'
import type { Clinic } from '@polyclinic/contract/organizations/clinics.ts'
import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import type { Practitioner } from '@polyclinic/contract/scheduling/practitioners.ts'
import type { Room } from '@polyclinic/contract/scheduling/rooms.ts'
import type { Service } from '@polyclinic/contract/scheduling/services.ts'
import { todayIn } from '../../../kit/texts/format.ts'
import type { BookingRequest } from './BookAppointmentPanel.tsx'
import type { Unread } from './FreeTimes.tsx'
import { dateOf } from '../times/time-scale.ts'

export type PickedPatient = Pick<PatientSummary, 'id' | 'givenName' | 'familyName' | 'usedName'>

export type BookingValues = {
  patient: PickedPatient | null
  serviceId: string | null
  /** 'any': whoever is free. */
  practitionerId: string
  date: string
  start: number | null
  unread: Unread
  /** 'auto': the server takes a free one where the service needs it. */
  roomId: string
  note: string
  notify: boolean
}

export const anyone = 'any'
export const automatic = 'auto'

const lastServiceKey = (clinicId: string) => `booking-service:${clinicId}`

/** The service booked last at this clinic in this browser: at a desk it is often the next one too. */
export const lastService = (clinicId: string) => localStorage.getItem(lastServiceKey(clinicId))
export const rememberService = (clinicId: string, serviceId: string) =>
  localStorage.setItem(lastServiceKey(clinicId), serviceId)

export function startValues(requested: BookingRequest, clinic: Clinic): BookingValues {
  const at = requested.at === undefined ? NaN : Date.parse(requested.at)
  const start = Number.isNaN(at) ? null : at
  return {
    patient: null,
    serviceId: requested.serviceId ?? null,
    practitionerId: requested.practitionerId ?? anyone,
    date:
      start === null ? (requested.on ?? requested.shown ?? todayIn(clinic.timeZone)) : dateOf(start, clinic.timeZone),
    start,
    unread: {},
    roomId: requested.roomId ?? automatic,
    note: '',
    notify: true,
  }
}

export const servicesOf = (services: readonly Service[], practitionerId: string) =>
  services.filter(
    (service) =>
      !service.archivedAt &&
      (practitionerId === anyone || !service.practitionerIds || service.practitionerIds.includes(practitionerId)),
  )

/** The clinics at which a service can be booked: it is meant for them, and somebody who gives it works there. */
export const clinicsGiving = (service: Service, practitioners: readonly Practitioner[], clinics: readonly Clinic[]) =>
  clinics.filter(
    ({ id }) =>
      (!service.clinicIds || service.clinicIds.includes(id)) && practitionersFor(practitioners, id, service).length > 0,
  )

/** What a patient came for last, or is to come for, as far as it was not called off. */
export const lastServiceOf = (appointments: readonly Appointment[]): string | undefined =>
  appointments
    .filter(({ state }) => occupies(state))
    .toSorted((a, b) => a.startsAt.localeCompare(b.startsAt))
    .at(-1)?.service.id

export const practitionersFor = (all: readonly Practitioner[], clinicId: string, service: Service | undefined) =>
  all.filter(
    ({ id, archivedAt, clinicIds }) =>
      !archivedAt &&
      clinicIds.includes(clinicId) &&
      (!service?.practitionerIds || service.practitionerIds.includes(id)),
  )

/** The rooms that fit: the service's own where it names some. */
export const roomsFor = (all: readonly Room[], clinicId: string, service: Service | undefined) =>
  all.filter(
    (room) =>
      room.clinicId === clinicId && !room.archivedAt && (!service?.roomIds || service.roomIds.includes(room.id)),
  )
