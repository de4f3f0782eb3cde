import { useEffect, useRef, useState, type FocusEvent, type PointerEvent, type SyntheticEvent } from 'react'

/** After so long without a movement even a resting pointer lets a list go on. */
const rest = 12_000
/** What is pressed so soon after a list went on under a resting pointer was meant for what stood there before. */
const startle = 600

/**
 * Whether somebody is at work in an area, by pointer or keyboard: what it shows keeps its place meanwhile, so that
 * nothing slides under a second press. Spread `area` on the element around the lists.
 */
export function useStillness() {
  const [isStill, setStill] = useState(false)
  const at = useRef({ pointer: false, focus: false, timer: 0, wentOn: 0 })
  useEffect(() => {
    const { current } = at
    return () => clearTimeout(current.timer)
  }, [])

  const goOn = () => {
    clearTimeout(at.current.timer)
    setStill(false)
  }
  const stay = () => {
    clearTimeout(at.current.timer)
    at.current.timer = window.setTimeout(() => {
      if (at.current.pointer) at.current.wentOn = Date.now()
      setStill(false)
    }, rest)
    setStill(true)
  }
  const refuseStartled = (event: SyntheticEvent) => {
    if (Date.now() - at.current.wentOn >= startle) return
    event.preventDefault()
    event.stopPropagation()
  }
  const area = {
    onPointerMove: () => {
      at.current.pointer = true
      stay()
    },
    onPointerDownCapture: (event: PointerEvent) => {
      refuseStartled(event)
      at.current.pointer = true
      stay()
    },
    onClickCapture: refuseStartled,
    // a finger that was lifted may be about to tap again
    onPointerLeave: (event: PointerEvent) => {
      if (event.pointerType === 'touch') return
      at.current.pointer = false
      goOn()
    },
    onKeyDownCapture: () => {
      at.current.focus = true
      stay()
    },
    onBlur: (event: FocusEvent) => {
      if (event.currentTarget.contains(event.relatedTarget)) return
      at.current.focus = false
      if (!at.current.pointer) goOn()
    },
  }
  return { isStill, area }
}
