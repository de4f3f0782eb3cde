import { useEffect, useEffectEvent, type RefObject } from 'react'
import { useFormat } from '../../../../kit/texts/format.ts'
import { refusalText } from '../../../../kit/api/problem.ts'
import { isSamePlace, type Place, type PlacedAppointment } from '../board-model.ts'
import { followDrag } from './drag.ts'
import type { Aim, Taken } from './drag-aim.ts'
import type { Finding, Judge } from '../../moves/findings.ts'
import { dressGhost, hideGhost, showGhost } from './Ghost.tsx'
import type { Surface } from './grid-surface.ts'
import { rangeText } from '../../times/time-text.ts'

type Options = {
  surface: Surface
  timeZone: string
  body: RefObject<HTMLElement | null>
  scroller: RefObject<HTMLElement | null>
  ghost: RefObject<HTMLElement | null>
  coveredTop: number
  isEnabled: boolean
  /** Turns the pointer into a place; the time grid and the week of everybody aim differently. */
  aimOf: (taken: Taken) => Aim
  prefixOf?: (columnIndex: number) => string
  judge: () => Judge | undefined
  onDragChange: (isDragging: boolean) => void
  onDrop: (placed: PlacedAppointment, place: Place) => void
}

/** Drags appointments: measured once, then a transform per frame and no React in between. */
export function useGridDrag(options: Options) {
  const format = useFormat()

  const press = useEffectEvent((down: PointerEvent) => {
    const { surface, timeZone, scroller, ghost, coveredTop } = options
    const source = (down.target as Element).closest<HTMLElement>('[data-visit]')
    const body = options.body.current
    const placed = source && findPlaced(surface, source.dataset.visit!, source)
    if (down.button !== 0 || !source || !body || !placed || !scroller.current || !ghost.current) return
    if (!options.isEnabled || !placed.appointment.abilities.move.allowed) return
    const isResize = (down.target as Element).closest('[data-resize]') !== null
    const ghostElement = ghost.current
    let aim: Aim | undefined
    let judge: Judge | undefined
    let target = { place: placed.place, columnIndex: placed.columnIndex }

    followDrag(down, {
      scroller: scroller.current,
      coveredTop,
      onBegin: () => {
        aim = options.aimOf({ surface, body, source, placed, down, isResize })
        judge = options.judge()
        source.dataset.dragging = ''
        body.dataset.busy = ''
        dressGhost(ghostElement, source)
        options.onDragChange(true)
      },
      onMove: (at, isFine) => {
        const aimed = aim!(at, isFine)
        const { place } = aimed
        // Everything is read before anything is written: a frame costs one layout at most.
        const view = scroller.current!.getBoundingClientRect()
        const origin = body.getBoundingClientRect()
        const edge = { right: view.right - origin.left, bottom: view.bottom - origin.top }
        if (aimed.columnIndex !== target.columnIndex || target.place === placed.place) markOver(body, aimed.columnIndex)
        target = aimed
        const finding: Finding | undefined = isSamePlace(place, placed.place)
          ? undefined
          : judge?.(place, placed.appointment)
        const range = rangeText(format, place.start, place.end, timeZone)
        const prefix = options.prefixOf?.(aimed.columnIndex)
        const time = prefix ? `${prefix} · ${range}` : range
        showGhost(ghostElement, aimed.box, edge, {
          time,
          reason: finding && refusalText(finding.problem),
          severity: finding?.severity,
        })
      },
      onDrop: () => {
        if (!isSamePlace(target.place, placed.place)) options.onDrop(placed, target.place)
      },
      onEnd: (wasDrag) => {
        if (!wasDrag) return
        delete source.dataset.dragging
        delete body.dataset.busy
        markOver(body, undefined)
        hideGhost(ghostElement)
        options.onDragChange(false)
      },
    })
  })

  const { body } = options
  useEffect(() => {
    const element = body.current
    const down = (event: PointerEvent) => press(event)
    element?.addEventListener('pointerdown', down)
    return () => element?.removeEventListener('pointerdown', down)
  }, [body])
}

function markOver(body: HTMLElement, columnIndex: number | undefined) {
  const before = body.querySelector<HTMLElement>('[data-over]')
  if (before) delete before.dataset.over
  const now = columnIndex === undefined ? null : body.querySelector<HTMLElement>(`[data-column="${columnIndex}"]`)
  if (now) now.dataset.over = ''
}

export function findPlaced({ columns }: Surface, id: string, element: Element) {
  const columnIndex = Number(element.closest<HTMLElement>('[data-column]')?.dataset.column ?? -1)
  const placed = columns[columnIndex]?.appointments.find(({ appointment }) => appointment.id === id)
  return placed && { ...placed, columnIndex }
}
