/** A pointer's way from press to release: threshold, long press on touch, one frame at a time, scrolling near the edges. */
export type DragSession = {
  scroller: HTMLElement
  /** How much of its top a sticky header covers, in pixels. */
  coveredTop: number
  onBegin: (at: Point) => void
  onMove: (at: Point, isFine: boolean) => void
  onDrop: () => void
  onEnd: (wasDrag: boolean) => void
}

export type Point = { x: number; y: number }

const threshold = 4
const edge = 56
const longPress = 350

/** Follows the pointer from a pointerdown on. Escape, a lost pointer and a second finger cancel. */
export function followDrag(down: PointerEvent, session: DragSession) {
  const { scroller, coveredTop } = session
  const isTouch = down.pointerType === 'touch'
  const start = { x: down.clientX, y: down.clientY }
  let last = start
  let isFine = down.shiftKey
  let isDragging = false
  let frame = 0
  const stop = new AbortController()
  const options = { signal: stop.signal }

  const begin = () => {
    isDragging = true
    const selection = getSelection()
    if (selection?.rangeCount) selection.removeAllRanges()
    session.onBegin(start)
    frame = requestAnimationFrame(draw)
  }
  // A finger that rests takes the appointment; one that moves at once scrolls.
  const timer = isTouch ? setTimeout(begin, longPress) : undefined

  // Each frame: follow the pointer, and scroll while it rests near an edge.
  const draw = () => {
    const box = scroller.getBoundingClientRect()
    const down = speed(last.y - box.top - coveredTop, box.bottom - last.y)
    const across = speed(last.x - box.left, box.right - last.x)
    if (down) scroller.scrollTop += down
    if (across) scroller.scrollLeft += across
    session.onMove(last, isFine)
    frame = requestAnimationFrame(draw)
  }
  const end = (drop: boolean) => {
    clearTimeout(timer)
    cancelAnimationFrame(frame)
    stop.abort()
    if (isDragging && drop) {
      session.onMove(last, isFine)
      session.onDrop()
    }
    if (isDragging) swallowClick(drop)
    session.onEnd(isDragging)
  }
  const move = (event: PointerEvent) => {
    if (event.pointerId !== down.pointerId) return end(false)
    last = { x: event.clientX, y: event.clientY }
    isFine = event.shiftKey
    if (isDragging || Math.hypot(last.x - start.x, last.y - start.y) < (isTouch ? 10 : threshold)) return
    if (isTouch) end(false)
    else begin()
  }
  const key = (event: KeyboardEvent) => {
    isFine = event.shiftKey
    if (event.key !== 'Escape' || !isDragging) return
    event.preventDefault()
    event.stopPropagation()
    end(false)
  }
  window.addEventListener('pointermove', move, options)
  window.addEventListener('pointerup', () => end(true), options)
  window.addEventListener('pointercancel', () => end(false), options)
  window.addEventListener('blur', () => end(false), options)
  window.addEventListener('keydown', key, { ...options, capture: true })
  window.addEventListener('keyup', key, { ...options, capture: true })
  // Once the finger holds an appointment, moving it must not scroll the page.
  window.addEventListener('touchmove', (event) => isDragging && event.preventDefault(), { ...options, passive: false })
  window.addEventListener('contextmenu', (event) => isTouch && event.preventDefault(), options)
}

/** Pixels to scroll this frame: none in the middle, faster toward the edge and beyond it. */
function speed(before: number, after: number) {
  if (before < edge) return -Math.min(24, Math.ceil((edge - before) / 5))
  if (after < edge) return Math.min(24, Math.ceil((edge - after) / 5))
  return 0
}

/** The release of a drag is not a click, also where it comes after Escape. */
function swallowClick(isReleased: boolean) {
  const stop = new AbortController()
  const swallow = (event: MouseEvent) => {
    event.preventDefault()
    event.stopPropagation()
  }
  const soon = () => setTimeout(() => stop.abort(), 50)
  document.addEventListener('click', swallow, { capture: true, signal: stop.signal })
  if (isReleased) soon()
  else window.addEventListener('pointerup', soon, { once: true })
}
