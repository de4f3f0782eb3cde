import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../../kit/texts/format.ts'
import { useLanguage } from '../../../../kit/texts/i18n.ts'
import { isIdle, standing, type Column, type Resource } from '../board-model.ts'
import { aimAtCell } from '../grid/drag-aim.ts'
import { BoardMenu } from '../BoardMenu.tsx'
import { Ghost } from '../grid/Ghost.tsx'
import type { GridProps } from '../grid/Grid.tsx'
import { columnLabel, DayHead, ResourceHead } from '../grid/GridHead.tsx'
import { HoverCard } from '../grid/HoverCard.tsx'
import { tabStopOf } from '../grid/keyboard.ts'
import { headHeight } from '../grid/use-first-scroll.ts'
import { useGridDrag } from '../grid/use-grid-drag.ts'
import { useGridKeys } from '../grid/use-grid-keys.ts'
import { useKeptFocus } from '../grid/use-kept-focus.ts'
import { useVisitWords } from '../../appointments/visit-words.ts'
import { WeekCell } from './WeekCell.tsx'

type Props = Omit<GridProps, 'head' | 'onBook'> & {
  resources: readonly Resource[]
  today: string
  onBookDay: (column: Column) => void
  onChooseResource: (id: string) => void
  onChooseDay: (date: string) => void
}

/** The week of everybody: a row each, a cell per day, the visits in it as lines. Days and people can be told apart at a glance, which a time grid of 56 columns cannot. */
export function WeekRows(props: Props) {
  const { axis, days, resources, timeZone, pxPerMinute, canWrite, activeId, nameOf, today } = props
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const isRightToLeft = useLanguage().direction === 'rtl'
  const scroller = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const ghost = useRef<HTMLDivElement>(null)
  const [focusedId, setFocusedId] = useState<string>()
  const words = useVisitWords(timeZone)
  // Cells run along the rows, so that the arrow keys walk from day to day.
  const columns = useMemo(
    () => rowsFirst(props.columns, resources.length, days.length),
    [props.columns, resources.length, days.length],
  )
  const surface = useMemo(() => ({ axis, columns, pxPerMinute }), [axis, columns, pxPerMinute])
  const [openedAt] = useState(() => Date.now())
  const tabStop = useMemo(() => tabStopOf(columns, focusedId, openedAt), [columns, focusedId, openedAt])
  const layout = {
    gridTemplateColumns: `clamp(140px, 16%, 208px) ${days.map((day) => dayWidth(columns, day.date)).join(' ')}`,
  }

  const bookingAt = (index: number) => () => props.onBookDay(columns[index]!)

  useGridDrag({
    ...props,
    surface,
    body,
    scroller,
    ghost,
    coveredTop: headHeight,
    isEnabled: canWrite,
    aimOf: aimAtCell,
    prefixOf: (index) => `${format.shortDate(columns[index]!.day.date)} · ${columns[index]!.resource.name}`,
    onDrop: (placed, place) => props.onMove(placed, place, 'pointer'),
  })
  useGridKeys({
    ...props,
    surface,
    body,
    isRightToLeft,
    rowLength: days.length,
    onFree: (index) => bookingAt(index)(),
    onKeyMove: (placed, place) => props.onMove(placed, place, 'keyboard'),
  })

  useKeptFocus(body)

  return (
    <div
      ref={scroller}
      className="relative h-full overflow-auto overscroll-contain scroll-ps-[200px] scroll-pt-[56px] bg-surface"
    >
      <div className="relative min-w-[920px]">
        <div
          className="sticky top-0 z-30 grid border-b border-line-strong bg-surface"
          style={{ ...layout, height: headHeight }}
        >
          <div className="sticky start-0 z-10 bg-surface" />
          {days.map((day, index) => (
            <button
              key={day.date}
              type="button"
              onClick={() => props.onChooseDay(day.date)}
              className="flex min-w-0 cursor-default items-center border-s border-line px-2.5 text-start hover:bg-hover focus-visible:-outline-offset-2"
            >
              <DayHead
                date={day.date}
                isToday={day.date === today}
                note={dayNote(columns, index, days.length, (count) => t('totals.visits', { count }))}
              />
            </button>
          ))}
        </div>
        <div
          ref={body}
          onFocus={(event) => setFocusedId(event.target.closest<HTMLElement>('[data-visit]')?.dataset.visit)}
          className="relative"
        >
          {resources.map((resource, row) => (
            <div key={resource.id} className="grid border-b border-line" style={layout}>
              <button
                type="button"
                onClick={() => props.onChooseResource(resource.id)}
                className="sticky start-0 z-10 flex min-h-24 min-w-0 cursor-default items-start bg-surface px-3 pt-3 hover:bg-sunken focus-visible:-outline-offset-2"
              >
                <ResourceHead resource={resource} />
              </button>
              {days.map((day, index) => {
                const column = columns[row * days.length + index]!
                const has = (id: string | undefined) =>
                  column.visits.some(({ visit }) => visit.id === id) ? id : undefined
                return (
                  <WeekCell
                    key={day.date}
                    column={column}
                    index={row * days.length + index}
                    label={t('grid.column', {
                      name: columnLabel(column, true, format.longDate),
                      count: standing(column.visits).length,
                    })}
                    words={words}
                    awayText={t('grid.away')}
                    tabStop={has(tabStop)}
                    activeId={has(activeId)}
                    canWrite={canWrite}
                    isToday={day.date === today}
                  />
                )
              })}
            </div>
          ))}
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

const rowsFirst = (columns: readonly Column[], rows: number, days: number): Column[] =>
  Array.from({ length: rows * days }, (_, index) => columns[(index % days) * rows + Math.floor(index / days)]!)

/** A day on which nobody works and nothing is booked needs little room. */
function dayWidth(columns: readonly Column[], date: string) {
  const cells = columns.filter(({ day }) => day.date === date)
  const isEmpty = cells.every((cell) => cell.visits.length === 0 && isIdle(cell))
  return isEmpty ? '92px' : 'minmax(0,1fr)'
}

function dayNote(columns: readonly Column[], dayIndex: number, days: number, text: (count: number) => string) {
  const count = columns
    .filter((_, index) => index % days === dayIndex)
    .reduce((sum, { visits }) => sum + standing(visits).length, 0)
  return count > 0 ? text(count) : undefined
}
