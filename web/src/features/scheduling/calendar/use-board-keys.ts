import { useEffect, useEffectEvent } from 'react'
import { areLettersTaken, useShortcut } from '../../../kit/screen/shortcuts.ts'
import type { useBoardAddress } from './use-board-address.ts'

type Options = {
  address: ReturnType<typeof useBoardAddress>
  zoom: (step: 1 | -1) => void
  /** Absent where the reader may not book. */
  onBook?: () => void
}

/** The calendar's keys: t today, j and k days on and back, d and w views, + and − zoom, n books. */
export function useBoardKeys({ address, zoom, onBook }: Options) {
  useShortcut('t', () => address.go(address.today))
  useShortcut('j', () => address.step(1))
  useShortcut('k', () => address.step(-1))
  useShortcut('d', () => address.set({ view: undefined }, { replace: true }))
  useShortcut('w', () => address.set({ view: 'week' }, { replace: true }))
  useShortcut('+', () => zoom(1))
  useShortcut('=', () => zoom(1))
  useShortcut('-', () => zoom(-1))
  useShortcut('n', () => onBook?.(), onBook !== undefined)

  // Arrows belong to whatever has the focus; where nothing has, they turn the page.
  const turn = useEffectEvent((event: KeyboardEvent) => {
    const isOurs = event.target === document.body || (event.target as Element | null)?.id === 'content'
    if (!isOurs || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    if ((event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') || areLettersTaken(event.target)) return
    event.preventDefault()
    address.step((event.key === 'ArrowRight') === (document.documentElement.dir !== 'rtl') ? 1 : -1)
  })
  useEffect(() => {
    const on = (event: KeyboardEvent) => turn(event)
    document.addEventListener('keydown', on)
    return () => document.removeEventListener('keydown', on)
  }, [])
}
