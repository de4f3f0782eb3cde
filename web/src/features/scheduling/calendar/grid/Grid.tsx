import { useMemo, useRef, useState, type ReactNode } from 'react'
import { useFormat } from '../../../../kit/texts/format.ts'
import { useLanguage } from '../../../../kit/texts/i18n.ts'
import { cx } from '../../../../ui/class-names.ts'
import { noRoom, type Column, type Place, type PlacedVisit } from '../board-model.ts'
import { aimAtTime } from './drag-aim.ts'
import type { Judge } from '../../moves/findings.ts'
import { BoardMenu } from '../BoardMenu.tsx'
import { Ghost } from './Ghost.tsx'
import { columnLabel } from './GridHead.tsx'
import { GridColumn } from './GridColumn.tsx'
import { freeTimeAt } from './grid-surface.ts'
import { Gutter } from './Gutter.tsx'
import { HoverCard } from './HoverCard.tsx'
import { tabStopOf } from './keyboard.ts'
import { NowLine } from '../../times/NowLine.tsx'
import { PendingSlot, type Pending } from './PendingSlot.tsx'
import { SlotHint } from './SlotHint.tsx'
import { TimeCursor } from './TimeCursor.tsx'
import type { Axis, Day } from '../../times/time-scale.ts'
import { headHeight, useFirstScroll } from './use-first-scroll.ts'
import { useGridDrag } from './use-grid-drag.ts'
import { useGridKeys } from './use-grid-keys.ts'
import { useKeptFocus } from './use-kept-focus.ts'
import { useVisitWords } from '../../appointments/visit-words.ts'

export type GridProps = {
  columns: readonly Column[]
  axis: Axis
  days: readonly Day[]
  timeZone: string
  pxPerMinute: number
  /** What stands above each column. */
  head: (column: Column) => ReactNode
  activeId?: string
  /** Being booked in the panel beside. */
  pending?: Pending
  canWrite: boolean
  /** Names for the card: a practitioner's, a room's. */
  nameOf: (id: string | undefined) => string | undefined
  judge: () => Judge | undefined
  /** What became of a move, read aloud. */
  said: string
  onOpen: (id: string) => void
  /** Opens a visit with the form for another time. */
  onMoveForm: (id: string) => void
  onBook: (startsAt: number, column: Column) => void
  onMove: (placed: PlacedVisit, place: Place, by: 'pointer' | 'keyboard') => void
  onDragChange: (isDragging: boolean) => void
}

const gutterWidth = 76
const leastWidth = 132

/** The time grid: presentational; what a press, a drag or a key means is told to the board. */
export function Grid(props: GridProps) {
  const { columns, axis, days, timeZone, pxPerMinute, head, activeId, canWrite, nameOf } = props
  const format = useFormat()
  const isRightToLeft = useLanguage().direction === 'rtl'
  const scroller = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const ghost = useRef<HTMLDivElement>(null)
  const [focusedId, setFocusedId] = useState<string>()
  const surface = useMemo(() => ({ axis, columns, pxPerMinute }), [axis, columns, pxPerMinute])
  const [openedAt] = useState(() => Date.now())
  const tabStop = useMemo(() => tabStopOf(columns, focusedId, openedAt), [columns, focusedId, openedAt])
  const words = useVisitWords(timeZone)
  const columnsPerDay = columns.length / days.length
  const layout = {
    gridTemplateColumns: `${gutterWidth}px ${columns.map((column) => `minmax(0, ${weightOf(column)}fr)`).join(' ')}`,
  }

  const bookingAt = (index: number, top: number) => {
    const startsAt = freeTimeAt(surface, index, top)
    return startsAt === undefined ? undefined : () => props.onBook(startsAt, columns[index]!)
  }

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
    onDrop: (placed, place) => props.onMove(placed, place, 'pointer'),
  })
  useGridKeys({
    ...props,
    surface,
    body,
    isRightToLeft,
    onFree: (index, top) => bookingAt(index, top)?.(),
    onKeyMove: (placed, place) => props.onMove(placed, place, 'keyboard'),
  })
  useFirstScroll(scroller, props)

  useKeptFocus(body)

  return (
    <div
      ref={scroller}
      className="relative h-full overflow-auto overscroll-contain scroll-ps-[76px] scroll-pt-[56px] bg-surface"
    >
      <div
        className="relative"
        style={{
          minWidth:
            columns.length > 1
              ? gutterWidth + columns.reduce((sum, column) => sum + weightOf(column), 0) * leastWidth
              : undefined,
        }}
      >
        <div
          className="sticky top-0 z-30 grid border-b border-line-strong bg-surface"
          style={{ ...layout, height: headHeight }}
        >
          <div className="sticky start-0 z-10 bg-surface" />
          {columns.map((column, index) => (
            <div
              key={column.key}
              className={cx(
                'flex min-w-0 items-center border-s px-3',
                index > 0 && index % columnsPerDay === 0 ? 'border-line-strong' : 'border-line',
              )}
            >
              {head(column)}
            </div>
          ))}
        </div>
        <div
          ref={body}
          onFocus={(event) => setFocusedId(event.target.closest<HTMLElement>('[data-visit]')?.dataset.visit)}
          className="relative grid"
          style={{ ...layout, height: axis.minutes * pxPerMinute }}
        >
          <Gutter axis={axis} pxPerMinute={pxPerMinute} />
          {columns.map((column, index) => (
            <GridColumn
              key={column.key}
              column={column}
              index={index}
              label={columnLabel(column, days.length > 1, format.longDate)}
              words={words}
              pxPerMinute={pxPerMinute}
              tabStop={column.visits.some(({ visit }) => visit.id === tabStop) ? tabStop : undefined}
              activeId={column.visits.some(({ visit }) => visit.id === activeId) ? activeId : undefined}
              canWrite={canWrite}
              isFirstOfDay={index > 0 && days.length > 1 && index % columnsPerDay === 0}
            />
          ))}
          <NowLine axis={axis} days={days} columnsPerDay={columnsPerDay} pxPerMinute={pxPerMinute} />
          {props.pending && <PendingSlot surface={surface} pending={props.pending} />}
          {canWrite && <SlotHint body={body} surface={surface} timeZone={timeZone} />}
          {canWrite && (
            <TimeCursor
              surface={surface}
              timeZone={timeZone}
              isRightToLeft={isRightToLeft}
              isDayNamed={days.length > 1}
              onBook={props.onBook}
            />
          )}
          <Ghost ref={ghost} />
        </div>
      </div>
      <BoardMenu
        body={body}
        surface={surface}
        timeZone={timeZone}
        canWrite={canWrite}
        onOpen={props.onOpen}
        onMoveForm={props.onMoveForm}
        bookingAt={bookingAt}
      />
      <HoverCard body={body} surface={surface} timeZone={timeZone} nameOf={nameOf} />
      <div role="status" aria-live="polite" className="sr-only">
        {props.said}
      </div>
    </div>
  )
}

/** Visits without a room overlap as they like, so their column is as wide as several. */
function weightOf({ resource, visits }: Column) {
  return resource.id === noRoom ? Math.min(Math.max(1, ...visits.map(({ lane }) => lane.lanes)), 4) : 1
}
