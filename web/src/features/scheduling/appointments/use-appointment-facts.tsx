import type { ReactNode } from 'react'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { factLine } from '../../../kit/texts/fact-line.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { PhoneLink } from '../../../kit/texts/PhoneLink.tsx'
import { useTrade } from '../../../kit/session/trade.ts'
import { usePractitioners } from '../practitioners/queries.ts'
import { useRooms } from '../rooms/queries.ts'
import { rangeText } from '../times/time-text.ts'
import { useAboutPatient } from './use-about-patient.ts'
import { kindOf } from './appointment-words.ts'

export type AppointmentFact = { label: string; value: ReactNode }

export function useAppointmentFacts(
  appointment: Appointment,
  timeZone: string,
  clinicName: string | undefined,
): AppointmentFact[] {
  const { t } = useTrade('scheduling', kindOf(appointment.patient))
  const format = useFormat()
  const aboutPatient = useAboutPatient()
  const practitioner = usePractitioners().data?.items.find(({ id }) => id === appointment.practitionerId)
  const room = useRooms().data?.items.find(({ id }) => id === appointment.roomId)
  const { patient } = appointment
  const [from, to] = [Date.parse(appointment.startsAt), Date.parse(appointment.endsAt)]
  return [
    { label: t('visit.when'), value: format.longDate(appointment.startsAt, timeZone) },
    {
      label: t('visit.time'),
      value: factLine([rangeText(format, from, to, timeZone), format.minutes(Math.round((to - from) / 60_000))]),
    },
    { label: t('book.service'), value: appointment.service.name },
    { label: t('book.practitioner'), value: practitioner?.displayName },
    { label: t('book.room'), value: room?.name },
    { label: t('visit.clinic'), value: clinicName },
    {
      label: t('visit.patient'),
      value: factLine([patient.name, ...aboutPatient({ ...patient, guardianName: undefined })]),
    },
    { label: t('visit.guardian'), value: patient.guardianName },
    { label: t('visit.phone'), value: patient.phone && <PhoneLink phone={patient.phone} /> },
    { label: t('visit.arrived'), value: appointment.arrivedAt && format.time(appointment.arrivedAt, timeZone) },
    {
      label: t('visit.cancelled'),
      value: appointment.cancellation && t(`cancel.reason.${appointment.cancellation.reason}`),
    },
  ].filter(({ value }) => value)
}
