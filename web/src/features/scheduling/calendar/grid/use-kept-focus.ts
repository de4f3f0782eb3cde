import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'
import { focusAppointment } from './use-grid-keys.ts'

/** An appointment that changes its column is drawn anew; the keyboard stays with it, there and on the way back. */
export function useKeptFocus(body: RefObject<HTMLElement | null>) {
  const focused = useRef<string>(undefined)
  useEffect(() => {
    const element = body.current
    if (!element) return
    const enter = (event: FocusEvent) => {
      focused.current = (event.target as Element).closest<HTMLElement>('[data-visit]')?.dataset.visit
    }
    const leave = (event: FocusEvent) => {
      const left = event.target as Element
      // What was taken off the page has not been left by the reader.
      setTimeout(() => {
        if (left.isConnected && !element.contains(document.activeElement)) focused.current = undefined
      })
    }
    element.addEventListener('focusin', enter)
    element.addEventListener('focusout', leave)
    return () => {
      element.removeEventListener('focusin', enter)
      element.removeEventListener('focusout', leave)
    }
  }, [body])
  useLayoutEffect(() => {
    if (focused.current && document.activeElement === document.body) focusAppointment(body.current, focused.current)
  })
}
