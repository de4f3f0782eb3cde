import { useEffect, useEffectEvent, useRef, type RefObject } from 'react'
import { Plus } from 'lucide-react'
import { useFormat } from '../../../../kit/texts/format.ts'
import { coarseStep, freeTimeAt, type Surface } from './grid-surface.ts'
import { placeOf } from '../../times/time-scale.ts'
import { timeText } from '../../times/time-text.ts'

type Props = { body: RefObject<HTMLElement | null>; surface: Surface; timeZone: string }

/** Under a resting mouse: the free time that a click would book. Moved by hand, so that no pointer move renders. */
export function SlotHint({ body, surface, timeZone }: Props) {
  const format = useFormat()
  const hint = useRef<HTMLDivElement>(null)

  const follow = useEffectEvent((event: PointerEvent) => {
    const element = hint.current
    const frame = body.current
    if (!element || !frame) return
    const target = event.target as Element
    const column = target.closest<HTMLElement>('[data-column]')
    const isFree =
      column && !target.closest('[data-visit]') && event.pointerType === 'mouse' && frame.dataset.busy === undefined
    if (!isFree || event.type !== 'pointermove') {
      element.hidden = true
      return
    }
    const origin = frame.getBoundingClientRect()
    const box = column.getBoundingClientRect()
    const index = Number(column.dataset.column)
    const start = freeTimeAt(surface, index, event.clientY - origin.top)
    if (start === undefined) {
      element.hidden = true
      return
    }
    const top = placeOf(surface.axis, surface.columns[index]!.day, start) * surface.pxPerMinute
    element.hidden = false
    element.style.width = `${box.width - 6}px`
    element.style.transform = `translate3d(${box.left - origin.left + 3}px, ${top}px, 0)`
    element.querySelector('span')!.textContent = timeText(format, start, timeZone)
  })

  useEffect(() => {
    const element = body.current
    const on = (event: PointerEvent) => follow(event)
    for (const name of ['pointermove', 'pointerleave', 'pointerdown'] as const) element?.addEventListener(name, on)
    return () => {
      for (const name of ['pointermove', 'pointerleave', 'pointerdown'] as const) element?.removeEventListener(name, on)
    }
  }, [body])

  return (
    <div
      ref={hint}
      hidden
      aria-hidden="true"
      className="pointer-events-none absolute top-0 left-0 z-[5] rounded-[6px] border border-dashed border-accent-ink bg-accent-soft text-accent-ink"
      style={{ height: coarseStep * surface.pxPerMinute }}
    >
      <div className="flex h-full items-center gap-1 overflow-hidden px-1.5 text-12 font-semibold tabular-nums">
        <Plus className="size-3 shrink-0" />
        <span />
      </div>
    </div>
  )
}
