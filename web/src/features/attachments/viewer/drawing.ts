import type { Ink } from '@polyclinic/contract/attachments/document-words.ts'
import type { Mark } from '@polyclinic/contract/attachments/annotations.ts'

export type Point = [x: number, y: number]
export type Tool = 'line' | 'arrow' | 'text'

export const inkColours: Readonly<Record<Ink, string>> = {
  red: '#e5322d',
  yellow: '#f5d90a',
  green: '#2fb344',
  blue: '#2f7de1',
  white: '#ffffff',
  black: '#111111',
}

const within = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 10_000) / 10_000

/** Where a pointer is, in shares of a box. */
export const pointIn = (
  box: Pick<DOMRect, 'left' | 'top' | 'width' | 'height'>,
  at: { clientX: number; clientY: number },
): Point => [within((at.clientX - box.left) / box.width), within((at.clientY - box.top) / box.height)]

const distance = ([ax, ay]: Point, [bx, by]: Point) => Math.hypot(ax - bx, ay - by)

/** At most so many points as a line may have; those that say the least go first. */
export function thinned(points: readonly Point[], limit = 400): Point[] {
  const step = Math.ceil(points.length / limit)
  return points.filter((_, at) => at % step === 0 || at === points.length - 1).slice(-limit)
}

/** What a stroke from the first point to the last becomes; nothing where the pointer hardly moved. */
export function markOf(tool: 'line' | 'arrow', ink: Ink, points: readonly Point[]): Mark | undefined {
  const [from, to] = [points[0], points.at(-1)]
  if (!from || !to || points.length < 2) return undefined
  if (tool === 'line') return { kind: 'line', ink, points: thinned(points) }
  return distance(from, to) < 0.01 ? undefined : { kind: 'arrow', ink, from, to }
}

/** The two ends of an arrow's head, in a picture of these sides, in shares of them. */
export function headOf(from: Point, to: Point, { width, height }: { width: number; height: number }): [Point, Point] {
  const [dx, dy] = [(to[0] - from[0]) * width, (to[1] - from[1]) * height]
  const angle = Math.atan2(dy, dx)
  const length = Math.max(width, height) * 0.025
  const end = (turn: number): Point => [
    to[0] - (Math.cos(angle + turn) * length) / width,
    to[1] - (Math.sin(angle + turn) * length) / height,
  ]
  return [end(0.5), end(-0.5)]
}
