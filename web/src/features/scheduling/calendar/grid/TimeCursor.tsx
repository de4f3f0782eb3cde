import { useId, useState, type KeyboardEvent } from 'react'
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../../kit/texts/format.ts'
import type { Column } from '../board-model.ts'
import { columnLabel } from './GridHead.tsx'
import { coarseStep, isOffered, nextOffered, type Surface } from './grid-surface.ts'
import { directionOf } from './keyboard.ts'
import { instantAt, placeOf } from '../../times/time-scale.ts'
import { timeText } from '../../times/time-text.ts'

type Props = {
  surface: Surface
  timeZone: string
  isRightToLeft: boolean
  isDayNamed: boolean
  onBook: (start: number, column: Column) => void
}

/** The keyboard's way to free time: the stop after the appointments. Arrows choose a time, Enter books it. */
export function TimeCursor({ surface, timeZone, isRightToLeft, isDayNamed, onBook }: Props) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const hintId = useId()
  const { axis, columns, pxPerMinute } = surface
  const [at, setAt] = useState<{ column: number; place: number }>()
  const current = at ?? firstFree(surface)
  const column = columns[Math.min(current.column, columns.length - 1)]
  if (!column) return null
  const index = columns.indexOf(column)
  const start = instantAt(axis, column.day, current.place)

  const walk = (event: KeyboardEvent<HTMLButtonElement>) => {
    const direction = directionOf(event.key, isRightToLeft)
    if (!direction || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    const next = { column: index, place: current.place }
    if (direction === 'up') next.place = nextOffered(column, current.place, -coarseStep, axis.minutes)
    if (direction === 'down') next.place = nextOffered(column, current.place, coarseStep, axis.minutes)
    if (direction === 'before') next.column = Math.max(index - 1, 0)
    if (direction === 'after') next.column = Math.min(index + 1, columns.length - 1)
    next.place = offeredFrom(columns[next.column]!, next.place, axis.minutes)
    setAt(next)
    const element = event.currentTarget
    requestAnimationFrame(() => element.scrollIntoView({ block: 'nearest', inline: 'nearest' }))
  }

  return (
    <button
      type="button"
      aria-label={t('grid.bookAt', {
        time: timeText(format, start, timeZone),
        column: columnLabel(column, isDayNamed, format.longDate),
      })}
      aria-describedby={hintId}
      onKeyDown={walk}
      onClick={(event) => {
        event.stopPropagation()
        onBook(start, column)
      }}
      className="pointer-events-none z-[6] mx-[3px] flex items-center gap-1 self-start overflow-hidden rounded-[6px] border border-dashed border-accent-ink bg-accent-soft px-1.5 text-12 font-semibold text-accent-ink tabular-nums not-focus-visible:opacity-0"
      style={{
        gridColumn: index + 2,
        gridRow: 1,
        marginTop: placeOf(axis, column.day, start) * pxPerMinute,
        height: coarseStep * pxPerMinute,
      }}
    >
      <Plus aria-hidden="true" className="size-3 shrink-0" />
      {timeText(format, start, timeZone)}
      <span id={hintId} hidden>
        {t('grid.bookHint')}
      </span>
    </button>
  )
}

/** Where the cursor starts: now if that is in sight, else where the first column opens. */
function firstFree({ axis, columns }: Surface) {
  const now = Date.now()
  const column = Math.max(
    columns.findIndex(({ day }) => now >= day.start && now < day.start + day.minutes * 60_000),
    0,
  )
  const first = columns[column]
  if (!first) return { column: 0, place: 0 }
  const isToday = now >= first.day.start && now < first.day.start + first.day.minutes * 60_000
  const opening = first.closed[0]?.from === 0 && first.closed[0].to < axis.minutes ? first.closed[0].to : 8 * 60
  const place = isToday ? Math.ceil(placeOf(axis, first.day, now) / coarseStep) * coarseStep : opening
  const start = Math.min(Math.max(place, opening), axis.minutes - coarseStep)
  return { column, place: offeredFrom(first, start, axis.minutes) }
}

const offeredFrom = (column: Column, place: number, end: number) =>
  isOffered(column, place) ? place : nextOffered(column, place, coarseStep, end)
