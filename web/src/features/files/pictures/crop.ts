/** Which part of a picture is looked at: a square around a centre (0 to 1, from the left and from above), 1 to 4 times enlarged. */
export interface View {
  x: number
  y: number
  zoom: number
}

export interface Size {
  width: number
  height: number
}

export const middle: View = { x: 0.5, y: 0.5, zoom: 1 }
export const maxZoom = 4

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high)

/** Pixels of the picture along a side of the square. */
const sideOf = ({ width, height }: Size, { zoom }: View) => Math.min(width, height) / zoom

/** Where the centre may lie, so that the square lies inside the picture. */
export function rangeOf(size: Size, view: View): { x: [number, number]; y: [number, number] } {
  const side = sideOf(size, view)
  const [half, other] = [side / 2 / size.width, side / 2 / size.height]
  return { x: [half, 1 - half], y: [other, 1 - other] }
}

/** The nearest view whose square lies inside the picture. */
export function within(size: Size, view: View): View {
  const zoom = clamp(view.zoom, 1, maxZoom)
  const { x, y } = rangeOf(size, { ...view, zoom })
  return { x: clamp(view.x, ...x), y: clamp(view.y, ...y), zoom }
}

/** The picture was drawn aside by this share of the square: what lies on the other side comes into view. */
export const moved = (size: Size, view: View, across: number, down: number): View =>
  within(size, {
    ...view,
    x: view.x - (across * sideOf(size, view)) / size.width,
    y: view.y - (down * sideOf(size, view)) / size.height,
  })

/** The square in pixels of the picture. */
export function squareOf(size: Size, view: View): { left: number; top: number; side: number } {
  const side = sideOf(size, view)
  return { left: view.x * size.width - side / 2, top: view.y * size.height - side / 2, side }
}
