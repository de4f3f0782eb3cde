import { useEffect, useEffectEvent, type RefObject } from 'react'

/** A quick sideways swipe of one finger: 1 towards the next, −1 towards the one before, in reading order. */
export function useSwipe(target: RefObject<HTMLElement | null>, isEnabled: boolean, onSwipe: (step: 1 | -1) => void) {
  const swipe = useEffectEvent(onSwipe)
  useEffect(() => {
    const element = target.current
    if (!element || !isEnabled) return
    let start: { x: number; y: number; at: number } | undefined
    const down = (event: TouchEvent) => {
      const touch = event.touches[0]
      start =
        event.touches.length === 1 && touch ? { x: touch.clientX, y: touch.clientY, at: event.timeStamp } : undefined
    }
    // A finger that holds an appointment moves it; it does not turn the page.
    const move = () => {
      if (element.querySelector('[data-busy]')) start = undefined
    }
    const up = (event: TouchEvent) => {
      const touch = event.changedTouches[0]
      if (!start || !touch) return
      const across = touch.clientX - start.x
      const isSwipe =
        Math.abs(across) > 60 && Math.abs(touch.clientY - start.y) < 45 && event.timeStamp - start.at < 600
      if (isSwipe) swipe(across < 0 === (document.documentElement.dir !== 'rtl') ? 1 : -1)
    }
    element.addEventListener('touchstart', down, { passive: true })
    element.addEventListener('touchmove', move, { passive: true })
    element.addEventListener('touchend', up, { passive: true })
    return () => {
      element.removeEventListener('touchstart', down)
      element.removeEventListener('touchmove', move)
      element.removeEventListener('touchend', up)
    }
  }, [target, isEnabled])
}
