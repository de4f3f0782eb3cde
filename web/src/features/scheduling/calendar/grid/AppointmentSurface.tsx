import { useMemo, useRef, useState, type CSSProperties, type ReactNode, type RefObject } from 'react'
import { useLanguage } from '../../../../kit/texts/i18n.ts'
import { cx } from '../../../../ui/class-names.ts'
import { useAppointmentWords } from '../../appointments/appointment-words.ts'
import type { Judge } from '../../moves/findings.ts'
import type { Axis, Day } from '../../times/time-scale.ts'
import type { Column, Place, PlacedAppointment } from '../board-model.ts'
import { BoardMenu } from '../BoardMenu.tsx'
import type { Aim, Taken } from './drag-aim.ts'
import { Ghost } from './Ghost.tsx'
import { HoverCard } from './HoverCard.tsx'
import { tabStopOf } from './keyboard.ts'
import { headHeight } from './use-first-scroll.ts'
import { useGridDrag } from './use-grid-drag.ts'
import { useGridKeys } from './use-grid-keys.ts'
import { useKeptFocus } from './use-kept-focus.ts'

export type SurfaceProps = {
  columns: readonly Column[]
  axis: Axis
  days: readonly Day[]
  timeZone: string
  pxPerMinute: number
  activeId?: string
  canWrite: boolean
  nameOf: (id: string | undefined) => string | undefined
  judge: () => Judge | undefined
  said: string
  onOpen: (id: string) => void
  onMoveForm: (id: string) => void
  onMove: (placed: PlacedAppointment, place: Place, by: 'pointer' | 'keyboard') => void
  onDragChange: (isDragging: boolean) => void
}

/** What a point on it means; the time grid and the week of everybody differ in nothing else. */
type Meaning = {
  scroller: RefObject<HTMLDivElement | null>
  aimOf: (taken: Taken) => Aim
  /** Before the time in the ghost's label: the day, where that can change. */
  prefixOf?: (columnIndex: number) => string
  /** Books in that column, that far below the body's top in pixels; undefined where nothing is free. */
  bookingAt: (columnIndex: number, top: number) => (() => void) | undefined
  /** Set where columns are cells in rows. */
  rowLength?: number
}

export function useAppointmentSurface(
  props: SurfaceProps,
  { scroller, aimOf, prefixOf, bookingAt, rowLength }: Meaning,
) {
  const { columns, axis, pxPerMinute, timeZone, canWrite, onMove } = props
  const isRightToLeft = useLanguage().direction === 'rtl'
  const body = useRef<HTMLDivElement>(null)
  const ghost = useRef<HTMLDivElement>(null)
  const [focusedId, setFocusedId] = useState<string>()
  const surface = useMemo(() => ({ axis, columns, pxPerMinute }), [axis, columns, pxPerMinute])
  const [openedAt] = useState(() => Date.now())
  const tabStop = useMemo(() => tabStopOf(columns, focusedId, openedAt), [columns, focusedId, openedAt])
  useGridDrag({
    ...props,
    surface,
    body,
    scroller,
    ghost,
    coveredTop: headHeight,
    isEnabled: canWrite,
    aimOf,
    prefixOf,
    onDrop: (placed, place) => onMove(placed, place, 'pointer'),
  })
  useGridKeys({
    ...props,
    surface,
    body,
    isRightToLeft,
    rowLength,
    onFree: (index, top) => bookingAt(index, top)?.(),
    onKeyMove: (placed, place) => onMove(placed, place, 'keyboard'),
  })
  useKeptFocus(body)
  const words = useAppointmentWords(timeZone)
  return { props, surface, scroller, body, ghost, tabStop, isRightToLeft, words, bookingAt, setFocusedId }
}

type Props = {
  of: ReturnType<typeof useAppointmentSurface>
  layout: CSSProperties
  minWidth: number | undefined
  /** How far the rows' heads reach, so that what gets the focus does not stand behind them. */
  className: string
  head: ReactNode
  body?: { className: string; style: CSSProperties }
  children: ReactNode
}

export function AppointmentSurface({ of, layout, minWidth, className, head, body, children }: Props) {
  const { surface, props, bookingAt, setFocusedId, scroller, body: ground, ghost } = of
  const { timeZone, canWrite, nameOf, onOpen, onMoveForm, said } = props
  const stage = { body: ground, surface, timeZone }
  return (
    <div
      ref={scroller}
      className={cx('relative h-full overflow-auto overscroll-contain scroll-pt-[56px] bg-surface', className)}
    >
      <div className="relative" style={{ minWidth }}>
        <div
          className="sticky top-0 z-30 grid border-b border-line-strong bg-surface"
          style={{ ...layout, height: headHeight }}
        >
          <div className="sticky start-0 z-10 bg-surface" />
          {head}
        </div>
        <div
          ref={ground}
          onFocus={(event) => setFocusedId(event.target.closest<HTMLElement>('[data-visit]')?.dataset.visit)}
          className={cx('relative', body?.className)}
          style={body?.style}
        >
          {children}
          <Ghost ref={ghost} />
        </div>
      </div>
      <BoardMenu {...stage} canWrite={canWrite} onOpen={onOpen} onMoveForm={onMoveForm} bookingAt={bookingAt} />
      <HoverCard {...stage} nameOf={nameOf} />
      <div role="status" aria-live="polite" className="sr-only">
        {said}
      </div>
    </div>
  )
}
