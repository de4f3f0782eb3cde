import { minutesOf } from '@polyclinic/contract/kit/minutes.ts'
import { unreadable } from '../../../ui/fields/Field.tsx'
import { weekdaysFrom, type Week } from '../../../kit/texts/locale.ts'
import { covers, overlaps } from '../times/lanes.ts'

/** A stretch of one weekday, wall-clock time; `24:00` ends a day; {@link unreadable} is half typed. */
export type Span = { weekday: number; from: string; to: string }

export type Hours = Span[]

/** ISO weekdays that are not the weekend, in the order of the week. */
export const workdaysOf = ({ firstDay, weekend }: Week) =>
  weekdaysFrom(firstDay).filter((day) => !weekend.includes(day))

const usual = { from: '09:00', to: '17:00' }

export const spansOf = (hours: readonly Span[], weekday: number) => hours.filter((span) => span.weekday === weekday)

export const isRead = ({ from, to }: Span) => from !== unreadable && to !== unreadable

const withDay = (hours: readonly Span[], weekday: number, spans: readonly Span[]): Hours =>
  [...hours.filter((span) => span.weekday !== weekday), ...spans].sort((a, b) => a.weekday - b.weekday)

/** Switches a day on with what is usual in this week, or off. */
export function toggleDay(hours: readonly Span[], weekday: number, isOn: boolean): Hours {
  if (!isOn) return withDay(hours, weekday, [])
  const model = [weekday - 1, weekday + 1, 1, 2, 3, 4, 5, 7]
    .map((day) => spansOf(hours, day).filter(isRead))
    .find((spans) => spans.length > 0)
  return withDay(
    hours,
    weekday,
    (model ?? [usual]).map(({ from, to }) => ({ weekday, from, to })),
  )
}

export const replaceSpan = (hours: readonly Span[], weekday: number, index: number, span: Span): Hours =>
  withDay(hours, weekday, spansOf(hours, weekday).with(index, span))

export const withoutSpan = (hours: readonly Span[], weekday: number, index: number): Hours =>
  withDay(hours, weekday, spansOf(hours, weekday).toSpliced(index, 1))

/** Adds a stretch after the last one, an hour later where there is room. */
export function addSpan(hours: readonly Span[], weekday: number): Hours {
  const spans = spansOf(hours, weekday)
  const end = Math.max(0, ...spans.filter(isRead).map(({ to }) => minutesOf(to)))
  const from = Math.min(end + 60, 23 * 60)
  return withDay(hours, weekday, [...spans, { weekday, from: wall(from), to: wall(Math.min(from + 180, 24 * 60)) }])
}

export const copyToWorkdays = (hours: readonly Span[], weekday: number, workdays: readonly number[]): Hours => {
  const model = spansOf(hours, weekday)
  return workdays.reduce(
    (all, day) =>
      withDay(
        all,
        day,
        model.map((span) => ({ ...span, weekday: day })),
      ),
    [...hours],
  )
}

/** Whether the workdays have the hours of this day already. */
export function isSameOnWorkdays(hours: readonly Span[], weekday: number, workdays: readonly number[]): boolean {
  const textOf = (day: number) =>
    spansOf(hours, day)
      .map(({ from, to }) => `${from}-${to}`)
      .join(' ')
  return workdays.every((day) => textOf(day) === textOf(weekday))
}

/** What is wrong with which weekday: `backwards` ends before it starts, `overlap` two stretches share time. */
export function findingsOf(hours: readonly Span[]): Map<number, 'backwards' | 'overlap'> {
  const findings = new Map<number, 'backwards' | 'overlap'>()
  for (const weekday of [1, 2, 3, 4, 5, 6, 7]) {
    const spans = spansOf(hours.filter(isRead), weekday).map(({ from, to }) => ({
      from: minutesOf(from),
      to: minutesOf(to),
    }))
    if (spans.some(({ from, to }) => from >= to)) findings.set(weekday, 'backwards')
    else if (spans.some((a, index) => spans.some((b, other) => other > index && overlaps(a, b))))
      findings.set(weekday, 'overlap')
  }
  return findings
}

const wall = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Weekdays on which somebody would work while the clinic is closed; a clinic without opening hours never is. */
export function beyondOpening(hours: readonly Span[], opening: readonly Span[]): number[] {
  if (opening.length === 0) return []
  const minutes = (spans: readonly Span[]) =>
    spans.map(({ from, to }) => ({ from: minutesOf(from), to: minutesOf(to) }))
  return [1, 2, 3, 4, 5, 6, 7].filter((weekday) => {
    const open = minutes(spansOf(opening.filter(isRead), weekday))
    return minutes(spansOf(hours.filter(isRead), weekday)).some(({ from, to }) => from < to && !covers(open, from, to))
  })
}
