import { useLayoutEffect, useMemo, useReducer, useState } from 'react'
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
export function useVirtualRows(list: HTMLElement | null, { keys, kept, onNearEnd }: Rows) {
  const count = keys.length
  const [, draw] = useReducer((times: number) => times + 1, 0)
  const scroller = useMemo(() => scrollerOf(list), [list])
  const [top, setTop] = useState(0)
  const options: VirtualizerOptions<HTMLElement, HTMLElement> = {
    count,
    getItemKey: (nth) => keys[nth] ?? nth,
    getScrollElement: () => scroller,
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
  useLayoutEffect(() => rows._didMount(), [rows])
  useLayoutEffect(() => rows._willUpdate())
  // what stands above the list grows and shrinks
  useLayoutEffect(() => {
    if (!list || !scroller) return undefined
    const measure = () => setTop(Math.round(topIn(scroller, list)))
    const seen = new ResizeObserver(measure)
    for (let one: HTMLElement | null = list; one && one !== scroller; one = one.parentElement) seen.observe(one)
    measure()
    return () => seen.disconnect()
  }, [list, scroller])
  return rows
}

const byNumber = (one: number, other: number) => one - other

const topIn = (scroller: HTMLElement, list: HTMLElement) =>
  list.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop

function scrollerOf(of: HTMLElement | null): HTMLElement | null {
  for (let one = of?.parentElement; one; one = one.parentElement)
    if (['auto', 'scroll'].includes(getComputedStyle(one).overflowY)) return one
  return of && document.documentElement
}
