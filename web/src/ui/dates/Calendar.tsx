import {
  Button,
  Calendar as AriaCalendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  Heading,
  useLocale,
} from 'react-aria-components'
import { parseDate } from '@internationalized/date'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { cx } from '../class-names.ts'

export type WeekStart = 'sun' | 'mon' | 'sat'

type Props = {
  label: string
  /** An ISO date. */
  value?: string | null
  onChange?: (isoDate: string) => void
  min?: string
  max?: string
  isDateUnavailable?: (isoDate: string) => boolean
  /** Overrides the language's own habit. */
  weekStart?: WeekStart
  /** The month in sight follows. */
  onVisibleMonthChange?: (firstIsoDate: string) => void
  className?: string
}

export function Calendar({
  label,
  value,
  onChange,
  min,
  max,
  isDateUnavailable,
  weekStart,
  onVisibleMonthChange,
  className,
}: Props) {
  return (
    <AriaCalendar
      aria-label={label}
      value={value ? parseDate(value) : value === null ? null : undefined}
      onChange={(date) => onChange?.(date.toString())}
      minValue={min ? parseDate(min) : undefined}
      maxValue={max ? parseDate(max) : undefined}
      isDateUnavailable={isDateUnavailable && ((date) => isDateUnavailable(date.toString().slice(0, 10)))}
      onFocusChange={(date) => onVisibleMonthChange?.(date.set({ day: 1 }).toString())}
      firstDayOfWeek={weekStart}
      className={cx('w-fit', className)}
    >
      <CalendarParts />
    </AriaCalendar>
  )
}

const arrowClass =
  'flex size-control items-center justify-center rounded-lg text-muted data-hovered:bg-hover data-hovered:text-ink data-pressed:bg-pressed data-disabled:text-disabled'

const dayClass =
  'flex size-10 cursor-default items-center justify-center rounded-full text-14 tabular-nums ' +
  'data-hovered:bg-hover data-pressed:bg-pressed data-today:font-semibold data-today:text-accent-ink ' +
  'data-disabled:text-disabled data-outside-month:hidden data-unavailable:text-disabled data-unavailable:line-through ' +
  'data-selected:bg-accent data-selected:text-on-accent data-focus-visible:outline-offset-1'

export function CalendarParts() {
  const { locale } = useLocale()
  return (
    <>
      <header className="flex items-center pb-1">
        <Heading className="flex-1 ps-3 text-14 font-semibold" />
        <Button slot="previous" className={arrowClass}>
          <ChevronLeft aria-hidden="true" className="size-4 rtl:rotate-180" />
        </Button>
        <Button slot="next" className={arrowClass}>
          <ChevronRight aria-hidden="true" className="size-4 rtl:rotate-180" />
        </Button>
      </header>
      <CalendarGrid weekdayStyle={hasShortWeekdays(locale) ? 'short' : 'narrow'}>
        <CalendarGridHeader>
          {(day) => <CalendarHeaderCell className="size-10 text-12 font-normal text-muted">{day}</CalendarHeaderCell>}
        </CalendarGridHeader>
        <CalendarGridBody>{(date) => <CalendarCell date={date} className={dayClass} />}</CalendarGridBody>
      </CalendarGrid>
    </>
  )
}

/** In some languages (Arabic) the short names of days are whole words, too wide for a column. */
function hasShortWeekdays(locale: string) {
  const format = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  return [0, 1, 2, 3, 4, 5, 6].every((day) => format.format(new Date(Date.UTC(2026, 0, 4 + day))).length <= 4)
}
