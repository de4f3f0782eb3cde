import { useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../kit/format.ts'
import { useLanguage } from '../../../kit/i18n.ts'
import { cx } from '../../../ui/class-names.ts'
import type { Column, Place, PlacedVisit } from './board-model.ts'
import { aimAtTime } from './drag-aim.ts'
import type { Judge } from './findings.ts'
import { Ghost } from './Ghost.tsx'
import { columnLabel } from './GridHead.tsx'
import { GridColumn } from './GridColumn.tsx'
import { freeTimeAt } from './grid-surface.ts'
import { Gutter } from './Gutter.tsx'
import { HoverCard } from './HoverCard.tsx'
import { tabStopOf } from './keyboard.ts'
import { NowLine } from './NowLine.tsx'
import { SlotHint } from './SlotHint.tsx'
import { TimeCursor } from './TimeCursor.tsx'
import { placeOf, type Axis, type Day } from './time-scale.ts'
import { useGridDrag } from './use-grid-drag.ts'
import { useGridKeys } from './use-grid-keys.ts'
import { useKeptFocus } from './use-kept-focus.ts'
import { rangeText } from './time-text.ts'

export type GridProps = {
  columns: readonly Column[]
  axis: Axis
  days: readonly Day[]
  timeZone: string
  pxPerMinute: number
  /** What stands above each column. */
  head: (column: Column) => ReactNode
  activeId?: string
  canWrite: boolean
  /** Names for the card: a practitioner's, a room's. */
  nameOf: (id: string | undefined) => string | undefined
  judge: () => Judge
  onOpen: (id: string) => void
  onBook: (startsAt: number, column: Column) => void
  onMove: (placed: PlacedVisit, place: Place, by: 'pointer' | 'keyboard') => void
  onDragChange: (isDragging: boolean) => void
}

export const headHeight = 56
const gutterWidth = 76
const leastWidth = 132

/** The time grid: presentational; what a press, a drag or a key means is told to the board. */
export function Grid(props: GridProps) {
  const { columns, axis, days, timeZone, pxPerMinute, head, activeId, canWrite, nameOf } = props
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const isRightToLeft = useLanguage().direction === 'rtl'
  const scroller = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const ghost = useRef<HTMLDivElement>(null)
  const [focusedId, setFocusedId] = useState<string>()
  const [said, say] = useState('')
  const surface = useMemo(() => ({ axis, columns, pxPerMinute }), [axis, columns, pxPerMinute])
  const tabStop = useMemo(() => tabStopOf(columns, focusedId, Date.now()), [columns, focusedId])
  const columnsPerDay = columns.length / days.length
  const layout = { gridTemplateColumns: `${gutterWidth}px repeat(${columns.length}, minmax(0, 1fr))` }

  const tell = (placed: PlacedVisit, place: Place, columnIndex: number) =>
    say(
      t('grid.moved', {
        name: placed.visit.patient.name,
        time: rangeText(format, place.startsAt, place.endsAt, timeZone),
        column: columnLabel(columns[columnIndex]!, days.length > 1, format.longDate),
      }),
    )

  useGridDrag({
    ...props,
    surface,
    body,
    scroller,
    ghost,
    coveredTop: headHeight,
    isEnabled: canWrite,
    aimOf: aimAtTime,
    prefixOf: days.length > 1 ? (index) => format.shortDate(columns[index]!.day.date) : undefined,
    onDrop: (placed, place, columnIndex) => {
      tell(placed, place, columnIndex)
      props.onMove(placed, place, 'pointer')
    },
  })
  useGridKeys({
    ...props,
    surface,
    body,
    isRightToLeft,
    onFree: (index, top) => props.onBook(freeTimeAt(surface, index, top), columns[index]!),
    onKeyMove: (placed, place, columnIndex) => {
      tell(placed, place, columnIndex)
      props.onMove(placed, place, 'keyboard')
    },
  })
  useFirstScroll(scroller, props)

  useKeptFocus(body)

  return (
    <div ref={scroller} className="relative h-full overflow-auto overscroll-contain scroll-ps-[76px] scroll-pt-[56px] bg-surface">
      <div className="relative" style={{ minWidth: columns.length > 1 ? gutterWidth + columns.length * leastWidth : undefined }}>
        <div className="sticky top-0 z-30 grid border-b border-line-strong bg-surface" style={{ ...layout, height: headHeight }}>
          <div className="sticky start-0 z-10 bg-surface" />
          {columns.map((column, index) => (
            <div
              key={column.key}
              className={cx('flex min-w-0 items-center border-s px-3', index > 0 && index % columnsPerDay === 0 ? 'border-line-strong' : 'border-line')}
            >
              {head(column)}
            </div>
          ))}
        </div>
        <div
          ref={body}
          onFocus={(event) => setFocusedId(event.target.closest<HTMLElement>('[data-visit]')?.dataset.visit)}
          className="relative grid data-busy:cursor-grabbing data-busy:select-none [&[data-busy]_*]:cursor-grabbing"
          style={{ ...layout, height: axis.minutes * pxPerMinute }}
        >
          <Gutter axis={axis} pxPerMinute={pxPerMinute} />
          {columns.map((column, index) => (
            <GridColumn
              key={column.key}
              column={column}
              index={index}
              label={columnLabel(column, days.length > 1, format.longDate)}
              pxPerMinute={pxPerMinute}
              tabStop={column.visits.some(({ visit }) => visit.id === tabStop) ? tabStop : undefined}
              activeId={column.visits.some(({ visit }) => visit.id === activeId) ? activeId : undefined}
              canWrite={canWrite}
              isFirstOfDay={index > 0 && days.length > 1 && index % columnsPerDay === 0}
            />
          ))}
          <NowLine axis={axis} days={days} columnsPerDay={columnsPerDay} pxPerMinute={pxPerMinute} />
          {canWrite && <SlotHint body={body} surface={surface} timeZone={timeZone} />}
          {canWrite && (
            <TimeCursor surface={surface} timeZone={timeZone} isRightToLeft={isRightToLeft} isDayNamed={days.length > 1} onBook={props.onBook} />
          )}
          <Ghost ref={ghost} />
        </div>
      </div>
      <HoverCard body={body} surface={surface} timeZone={timeZone} nameOf={nameOf} />
      <div role="status" aria-live="polite" className="sr-only">
        {said}
      </div>
    </div>
  )
}

/** Opens the day where it matters: a little before now today, else where the clinic opens. A zoom keeps the moment in the middle. */
function useFirstScroll(scroller: { current: HTMLDivElement | null }, { columns, axis, days, pxPerMinute }: GridProps) {
  const seen = useRef<{ dates: string; pxPerMinute: number }>(undefined)
  useLayoutEffect(() => {
    const element = scroller.current
    const first = days[0]
    if (!element || !first) return
    const dates = `${first.date} ${days.length}`
    const before = seen.current
    seen.current = { dates, pxPerMinute }
    if (before?.dates === dates && before.pxPerMinute === pxPerMinute) return
    if (before && before.pxPerMinute !== pxPerMinute) {
      const middle = (element.clientHeight - headHeight) / 2
      element.scrollTop = ((element.scrollTop + middle) / before.pxPerMinute) * pxPerMinute - middle
      return
    }
    // From one day to the next, eyes stay on the same hour.
    if (before) return
    element.scrollTop = Math.max(0, (firstPlace(columns, axis, days) - 20) * pxPerMinute)
  })
}

function firstPlace(columns: readonly Column[], axis: Axis, days: readonly Day[]) {
  const now = Date.now()
  const today = days.find((day) => now >= day.startsAt && now < day.startsAt + day.minutes * 60_000)
  const firstVisit = Math.min(...columns.flatMap(({ visits }) => visits.map(({ from }) => from)))
  const opening = Math.min(...columns.map(({ closed }) => (closed[0]?.from === 0 ? closed[0].to : 0)).filter((each) => each < axis.minutes))
  const start = Math.min(firstVisit, opening)
  const begin = Number.isFinite(start) ? start : 8 * 60
  if (!today || days.length > 1) return begin
  return Math.max(begin, Math.min(placeOf(axis, today, now) - 90, axis.minutes))
}
