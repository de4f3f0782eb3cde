import type { Place, PlacedAppointment } from '../board-model.ts'
import type { Point } from './drag.ts'
import type { Box } from './Ghost.tsx'
import { atColumn, coarseStep, drawnAt, fineStep, movedTo, resizedTo, type Surface } from './grid-surface.ts'

/** Where the pointer would put the appointment, and where that is drawn, in pixels of the body. */
export type Aim = (at: Point, isFine: boolean) => { place: Place; box: Box; columnIndex: number }

/** What is known when an appointment is taken; everything is measured here, once. */
export type Taken = {
  surface: Surface
  body: HTMLElement
  source: HTMLElement
  placed: PlacedAppointment & { columnIndex: number }
  down: PointerEvent
  isResize: boolean
}

/** In the time grid: the column under the pointer and the step nearest to the appointment's top or, resizing, its end. */
export function aimAtTime({ surface, body, source, placed, down, isResize }: Taken): Aim {
  const columns = measure(body)
  const grab = down.clientY - source.getBoundingClientRect().top
  return (at, isFine) => {
    const frame = body.getBoundingClientRect()
    const step = isFine ? fineStep : coarseStep
    const top = at.y - frame.top
    const columnIndex = isResize ? placed.columnIndex : nearest(columns, { x: at.x - frame.left, y: top })
    const place = isResize
      ? resizedTo(surface, placed.place, columnIndex, top, step)
      : movedTo(surface, placed.place, columnIndex, top - grab, step)
    const drawn = drawnAt(surface, columnIndex, place)
    const { x, width } = columns[columnIndex]!
    return { place, columnIndex, box: { x: x + 3, y: drawn.top + 1, width: width - 6, height: drawn.height - 2 } }
  }
}

/** In the week of everybody: the cell under the pointer; the time of day stays. */
export function aimAtCell({ surface, body, source, placed, down }: Taken): Aim {
  const cells = measure(body)
  const own = source.getBoundingClientRect()
  const grab = { x: down.clientX - own.left, y: down.clientY - own.top }
  return (at) => {
    const frame = body.getBoundingClientRect()
    const point = { x: at.x - frame.left, y: at.y - frame.top }
    const columnIndex = nearest(cells, point)
    return {
      place: atColumn(placed.place, surface.columns[columnIndex]!),
      columnIndex,
      box: { x: point.x - grab.x, y: point.y - grab.y, width: own.width, height: own.height },
    }
  }
}

function measure(body: HTMLElement): Box[] {
  const origin = body.getBoundingClientRect()
  return [...body.querySelectorAll<HTMLElement>('[data-column]')].map((column) => {
    const { left, top, width, height } = column.getBoundingClientRect()
    return { x: left - origin.left, y: top - origin.top, width, height }
  })
}

function nearest(boxes: readonly Box[], point: Point): number {
  let best = 0
  let distance = Infinity
  for (const [index, { x, y, width, height }] of boxes.entries()) {
    const away = outside(point.x, x, width) + outside(point.y, y, height)
    if (away < distance) [best, distance] = [index, away]
  }
  return best
}

const outside = (value: number, from: number, length: number) =>
  value < from ? from - value : Math.max(value - from - length, 0)
