import { useCallback } from 'react'
import { todayIn } from '../../../kit/texts/format.ts'
import { useWeek } from '../../../kit/texts/i18n.ts'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import type { Resource } from './board-model.ts'

type Address = {
  date?: string
  view?: 'day' | 'week'
  by?: Resource['kind']
  who?: string
  cancelled?: 'included'
  visit?: string
  /** The appointment is open with the form for another time. */
  move?: '1'
  book?: '1'
  at?: string
  /** Booking on a day whose time is still open. */
  on?: string
  practitioner?: string
  room?: string
  patient?: string
}

const isDate = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))

const noBooking = { book: undefined, at: undefined, on: undefined, practitioner: undefined, room: undefined }

export function useBoardAddress(timeZone: string, isPhone: boolean) {
  const { search, set } = useAddress<Address>()
  const { firstDay } = useWeek()
  const today = todayIn(timeZone)
  const date = isDate(search.date) ? search.date : today
  const view = search.view === 'week' && !isPhone ? 'week' : 'day'
  const by: Resource['kind'] = search.by === 'room' ? 'room' : 'practitioner'
  const from = view === 'week' ? weekStart(date, firstDay) : date

  const go = useCallback(
    (next: string) => set({ date: next === today ? undefined : next }, { replace: true }),
    [set, today],
  )
  const openAppointment = useCallback(
    (appointment: string) => set({ ...noBooking, visit: appointment, move: undefined }),
    [set],
  )
  const openMove = useCallback((appointment: string) => set({ ...noBooking, visit: appointment, move: '1' }), [set])
  const openBooking = useCallback(
    (requested: { at?: number; on?: string; practitionerId?: string; roomId?: string } = {}) =>
      set({
        book: '1',
        visit: undefined,
        move: undefined,
        at: requested.at === undefined ? undefined : new Date(requested.at).toISOString(),
        on: requested.on,
        practitioner: requested.practitionerId,
        room: requested.roomId,
      }),
    [set],
  )
  const step = (count: number) =>
    go(
      Temporal.PlainDate.from(date)
        .add({ days: count * (view === 'week' ? 7 : 1) })
        .toString(),
    )
  return { search, set, today, date, view, by, from, go, step, openAppointment, openMove, openBooking } as const
}

/** The first day of the week that holds this date, in a country whose weeks begin on this weekday. */
export function weekStart(date: string, firstDay: number) {
  const day = Temporal.PlainDate.from(date)
  return day.subtract({ days: (day.dayOfWeek - firstDay + 7) % 7 }).toString()
}
