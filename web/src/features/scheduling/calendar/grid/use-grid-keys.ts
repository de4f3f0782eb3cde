import { useEffect, useEffectEvent, type RefObject } from 'react'
import type { Place, PlacedAppointment } from '../board-model.ts'
import { atColumn, coarseStep, shifted, stretched, type Surface } from './grid-surface.ts'
import { directionOf, appointmentBeside } from './keyboard.ts'
import { findPlaced } from './use-grid-drag.ts'

type Options = {
  surface: Surface
  body: RefObject<HTMLElement | null>
  isRightToLeft: boolean
  canWrite: boolean
  rowLength?: number
  onOpen: (id: string) => void
  /** A press on free time: the column, and how far below the body's top in pixels. */
  onFree: (columnIndex: number, top: number) => void
  onKeyMove: (placed: PlacedAppointment, place: Place) => void
}

/** Presses and keys in the time grid, heard once for all appointments: open, book, walk, move, resize. */
export function useGridKeys(options: Options) {
  const click = useEffectEvent((event: MouseEvent) => {
    const { body, canWrite, onOpen, onFree } = options
    const element = event.target as Element
    const appointment = element.closest<HTMLElement>('[data-visit]')
    if (appointment) return onOpen(appointment.dataset.visit!)
    const column = element.closest<HTMLElement>('[data-column]')
    if (!column || !canWrite || !body.current) return
    onFree(Number(column.dataset.column), event.clientY - body.current.getBoundingClientRect().top)
  })

  const key = useEffectEvent((event: KeyboardEvent) => {
    const { surface, body, isRightToLeft, canWrite, onKeyMove } = options
    const element = (event.target as Element).closest<HTMLElement>('[data-visit]')
    const direction = directionOf(event.key, isRightToLeft)
    const placed = element && findPlaced(surface, element.dataset.visit!, element)
    if (!element || !direction || !placed || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    if (!event.altKey) {
      const next = appointmentBeside(surface.columns, placed.appointment.id, direction, options.rowLength)
      if (next) focusAppointment(body.current, next)
      return
    }
    if (!canWrite || !placed.appointment.abilities.move.allowed) return
    const target = keyTarget(surface, placed, direction, event.shiftKey)
    if (target) onKeyMove(placed, target)
  })

  const { body } = options
  useEffect(() => {
    const element = body.current
    const onClick = (event: MouseEvent) => click(event)
    const onKey = (event: KeyboardEvent) => key(event)
    element?.addEventListener('click', onClick)
    element?.addEventListener('keydown', onKey)
    return () => {
      element?.removeEventListener('click', onClick)
      element?.removeEventListener('keydown', onKey)
    }
  }, [body])
}

/** Where Alt and an arrow lead: earlier, later, the column beside; with Shift shorter or longer. */
function keyTarget(
  surface: Surface,
  { columnIndex, place }: PlacedAppointment & { columnIndex: number },
  direction: string,
  isResize: boolean,
): Place | undefined {
  if (direction === 'up' || direction === 'down') {
    const minutes = direction === 'up' ? -coarseStep : coarseStep
    return isResize ? stretched(place, minutes) : shifted(place, minutes)
  }
  if (isResize || (direction !== 'before' && direction !== 'after')) return undefined
  const column = surface.columns[columnIndex + (direction === 'before' ? -1 : 1)]
  return column && atColumn(place, column)
}

export function focusAppointment(body: HTMLElement | null, id: string) {
  const element = body?.querySelector<HTMLElement>(`[data-visit="${CSS.escape(id)}"]`)
  element?.focus({ preventScroll: true })
  element?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}
