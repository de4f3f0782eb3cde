import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Appointment, ChangedAppointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { sayWithUndo } from '../../../kit/notices/undo.ts'
import type { Alternative } from './AlternativesDialog.tsx'
import { placeOfAppointment, type Place } from '../calendar/board-model.ts'
import { rangeText, timeText } from '../times/time-text.ts'
import { useToldWords } from '../notices/use-told-words.ts'

type Answer = { label: string; onAction: () => void }

export function useMoveWords(timeZone: string, whereOf: (place: Place) => string) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const [said, say] = useState('')
  const toldText = useToldWords()
  const time = (at: number) => timeText(format, at, timeZone)
  const range = ({ start, end }: Place) => rangeText(format, start, end, timeZone)
  const when = (at: number) => format.relativeTime(new Date(at).toISOString(), timeZone)

  return {
    said,
    time,
    moved: (appointment: ChangedAppointment, from: Place, to: Place, undo?: () => Promise<unknown>) => {
      const isResize = from.start === to.start && from.end !== to.end
      const { name } = appointment.patient
      const minutes = format.minutes((to.end - to.start) / 60_000)
      const which = isResize ? 'move.resized' : undo ? 'move.done' : 'move.undone'
      const text = t(which, { name, time: time(to.start), minutes })
      const description = toldText(appointment.told)
      if (undo) sayWithUndo(text, undo, description)
      else toast.good(text, { description })
      say(t('grid.moved', { name, time: range(to), column: whereOf(to) }))
    },
    refused: (
      appointment: Appointment,
      reason: string,
      more: { isUnsent?: boolean; free?: Alternative[]; answer?: Answer },
    ) => {
      const { isUnsent = false, free = [], answer } = more
      const place = placeOfAppointment(appointment)
      const { name } = appointment.patient
      const times = format.list(
        free.map(({ startsAt }) => when(Date.parse(startsAt))),
        'disjunction',
      )
      const stays = t(isUnsent ? 'move.unchanged' : 'move.stays', { name, time: time(place.start) })
      toast.warn(reason, {
        description: times ? `${stays} ${t('move.freeInstead', { times })}` : stays,
        actionLabel: answer?.label,
        onAction: answer?.onAction,
      })
      say(t('grid.refused', { name, reason: reason.replace(/[.。]$/, ''), time: range(place), column: whereOf(place) }))
    },
  }
}
