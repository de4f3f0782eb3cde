import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../kit/texts/format.ts'
import type { PlacedVisit } from '../calendar/board-model.ts'
import { ownerBeside } from './owner-name.ts'
import { rangeText, shortTimeText, timeText } from '../times/time-text.ts'

/** The texts of a visit. Made once per calendar, not per visit: hundreds of subscriptions would be felt. */
export type VisitWords = {
  /** Everything, read aloud. */
  label: (placed: PlacedVisit) => string
  time: (at: number) => string
  /** Without "AM" and "PM". */
  shortTime: (at: number) => string
  range: (from: number, to: number) => string
}

export function useVisitWords(timeZone: string): VisitWords {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  return useMemo(() => {
    const range = (from: number, to: number) => rangeText(format, from, to, timeZone)
    return {
      time: (at) => timeText(format, at, timeZone),
      shortTime: (at) => shortTimeText(format, at, timeZone),
      range,
      label: ({ visit, place }) =>
        [
          visit.patient.name,
          ownerBeside(visit.patient),
          visit.service.name,
          range(place.startsAt, place.endsAt),
          t(`state.${visit.state}`),
          visit.isOverbooked && t('visit.overbooked'),
        ]
          .filter(Boolean)
          .join(', '),
    }
  }, [t, format, timeZone])
}

/** A patient with a species is an animal, which a mixed practice says for each. */
export const kindOf = ({ species }: { species?: string }) => (species ? 'animal' : 'human')
