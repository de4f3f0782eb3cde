import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../kit/texts/format.ts'
import type { PlacedAppointment } from '../calendar/board-model.ts'
import { useWarningTexts } from '../../patients/public.ts'
import { ownerBeside } from './owner-name.ts'
import { rangeText, shortTimeText, timeText } from '../times/time-text.ts'

/** The texts of an appointment. Made once per calendar, not per appointment: hundreds of subscriptions would be felt. */
export type AppointmentWords = {
  label: (placed: PlacedAppointment) => string
  time: (at: number) => string
  shortTime: (at: number) => string
  range: (from: number, to: number) => string
}

export function useAppointmentWords(timeZone: string): AppointmentWords {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const warningTexts = useWarningTexts()
  return useMemo(() => {
    const range = (from: number, to: number) => rangeText(format, from, to, timeZone)
    return {
      time: (at) => timeText(format, at, timeZone),
      shortTime: (at) => shortTimeText(format, at, timeZone),
      range,
      label: ({ appointment, place }) =>
        [
          appointment.patient.name,
          ownerBeside(appointment.patient),
          appointment.service.name,
          range(place.start, place.end),
          t(`state.${appointment.state}`),
          appointment.isOverbooked && t('visit.overbooked'),
          ...(appointment.patient.warnings ? warningTexts(appointment.patient.warnings) : []).map(({ text }) => text),
        ]
          .filter(Boolean)
          .join(', '),
    }
  }, [t, format, timeZone, warningTexts])
}

/** A patient with a species is an animal, which a mixed organization says for each. */
export const kindOf = ({ species }: { species?: string }) => (species ? 'animal' : 'human')
