import { useLayoutEffect, useReducer, useRef, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import {
  defaultRangeExtractor,
  elementScroll,
  measureElement,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core'

interface Rows {
  keys: readonly string[]
  /** Drawn wherever one has scrolled to: the keyboard is on it. */
  kept: number
  /** The last rows come into sight. */
  onNearEnd?: () => void
}

/** How near the end, in rows. */
const lookAhead = 30

/** The rows of a list that are in sight of whatever scrolls around it, each as high as it is. */
export function useVirtualRows(list: RefObject<HTMLElement | null>, { keys, kept, onNearEnd }: Rows) {
  const count = keys.length
  const [, draw] = useReducer((times: number) => times + 1, 0)
  const scroller = useRef<HTMLElement | null>(null)
  const [top, setTop] = useState(0)
  const options: VirtualizerOptions<HTMLElement, HTMLElement> = {
    count,
    getItemKey: (nth) => keys[nth] ?? nth,
    getScrollElement: () => scroller.current,
    estimateSize: () => 40,
    overscan: 12,
    scrollMargin: top,
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), Math.min(kept, count - 1)])].toSorted(byNumber),
    onChange: (rows, isSync) => {
      if (isSync) flushSync(draw)
      else draw()
      if ((rows.range?.endIndex ?? 0) >= count - lookAhead) onNearEnd?.()
    },
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    measureElement,
  }
  const [rows] = useState(() => new Virtualizer(options))
  rows.setOptions(options)
  useLayoutEffect(() => {
    scroller.current = scrollerOf(list.current)
    return rows._didMount()
  }, [list, rows])
  useLayoutEffect(() => rows._willUpdate())
  // what stands above the list grows and shrinks
  useLayoutEffect(() => {
    const around = scroller.current
    if (!around) return undefined
    const measure = () => setTop(Math.round(topIn(around, list.current)))
    const seen = new ResizeObserver(measure)
    for (let one = list.current; one && one !== around; one = one.parentElement) seen.observe(one)
    measure()
    return () => seen.disconnect()
  }, [list])
  return rows
}

const byNumber = (one: number, other: number) => one - other

const topIn = (scroller: HTMLElement, list: HTMLElement | null) =>
  list ? list.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop : 0

function scrollerOf(of: HTMLElement | null): HTMLElement | null {
  for (let one = of?.parentElement; one; one = one.parentElement)
    if (['auto', 'scroll'].includes(getComputedStyle(one).overflowY)) return one
  return document.documentElement
}
