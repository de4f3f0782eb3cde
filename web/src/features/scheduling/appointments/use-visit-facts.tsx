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
import { kindOf } from './visit-words.ts'

export type VisitFact = { label: string; value: ReactNode }

/** What is known of a visit, on the screen and on paper; the clinic where there are several. */
export function useVisitFacts(visit: Appointment, timeZone: string, clinicName: string | undefined): VisitFact[] {
  const { t } = useTrade('scheduling', kindOf(visit.patient))
  const format = useFormat()
  const aboutPatient = useAboutPatient()
  const practitioner = usePractitioners().data?.items.find(({ id }) => id === visit.practitionerId)
  const room = useRooms().data?.items.find(({ id }) => id === visit.roomId)
  const { patient } = visit
  const [from, to] = [Date.parse(visit.startsAt), Date.parse(visit.endsAt)]
  return [
    { label: t('visit.when'), value: format.longDate(visit.startsAt, timeZone) },
    {
      label: t('visit.time'),
      value: factLine([rangeText(format, from, to, timeZone), format.minutes(Math.round((to - from) / 60_000))]),
    },
    { label: t('book.service'), value: visit.service.name },
    { label: t('book.practitioner'), value: practitioner?.displayName },
    { label: t('book.room'), value: room?.name },
    { label: t('visit.clinic'), value: clinicName },
    {
      label: t('visit.patient'),
      value: factLine([patient.name, ...aboutPatient({ ...patient, guardianName: undefined })]),
    },
    { label: t('visit.guardian'), value: patient.guardianName },
    { label: t('visit.phone'), value: patient.phone && <PhoneLink phone={patient.phone} /> },
    { label: t('visit.arrived'), value: visit.arrivedAt && format.time(visit.arrivedAt, timeZone) },
    { label: t('visit.cancelled'), value: visit.cancellation && t(`cancel.reason.${visit.cancellation.reason}`) },
  ].filter(({ value }) => value)
}
