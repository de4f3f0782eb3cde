import { useLayoutEffect, useRef, type RefObject } from 'react'
import type { Column } from '../board-model.ts'
import { placeOf, type Axis, type Day } from '../../times/time-scale.ts'

/** The height of the sticky heads above the columns, in pixels. */
export const headHeight = 56

type View = { columns: readonly Column[]; axis: Axis; days: readonly Day[]; pxPerMinute: number }

/** Opens the day where it matters: a little before now today, else where the clinic opens. A zoom keeps the moment in the middle. */
export function useFirstScroll(scrollerRef: RefObject<HTMLElement | null>, { columns, axis, days, pxPerMinute }: View) {
  const seen = useRef<{ dates: string; pxPerMinute: number }>(undefined)
  useLayoutEffect(() => {
    const element = scrollerRef.current
    const first = days[0]
    if (!element || !first) return
    const dates = `${first.date} ${days.length}`
    const before = seen.current
    seen.current = { dates, pxPerMinute }
    if (before?.dates === dates && before.pxPerMinute === pxPerMinute) return
    if (before && before.pxPerMinute !== pxPerMinute) {
      const middle = (element.clientHeight - headHeight) / 2
      element.scrollTo({ top: ((element.scrollTop + middle) / before.pxPerMinute) * pxPerMinute - middle })
      return
    }
    // From one day to the next, eyes stay on the same hour.
    if (before) return
    element.scrollTo({ top: Math.max(0, (firstPlace(columns, axis, days) - 20) * pxPerMinute) })
  })
}

function firstPlace(columns: readonly Column[], axis: Axis, days: readonly Day[]) {
  const now = Date.now()
  const today = days.find((day) => now >= day.start && now < day.start + day.minutes * 60_000)
  const firstAppointment = Math.min(...columns.flatMap(({ appointments }) => appointments.map(({ from }) => from)))
  const opening = Math.min(
    ...columns.map(({ closed }) => (closed[0]?.from === 0 ? closed[0].to : 0)).filter((each) => each < axis.minutes),
  )
  const start = Math.min(firstAppointment, opening)
  const begin = Number.isFinite(start) ? start : 8 * 60
  if (!today || days.length > 1) return begin
  return Math.max(begin, Math.min(placeOf(axis, today, now) - 90, axis.minutes))
}
