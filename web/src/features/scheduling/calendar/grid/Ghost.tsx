import type { Ref } from 'react'
import { CircleCheck, OctagonAlert, TriangleAlert } from 'lucide-react'
import type { Finding } from '../../moves/findings.ts'

/** What follows the pointer during a drag: a copy of the appointment and, under it, where it would go and why it may not. Filled by {@link showGhost}. */
export function Ghost({ ref }: { ref: Ref<HTMLDivElement> }) {
  return (
    <>
      {/* Over the calendar during a drag, so that nothing under the pointer reacts to it. */}
      <div hidden className="absolute inset-0 z-20 cursor-grabbing" />
      <div
        ref={ref}
        hidden
        aria-hidden="true"
        className="group/ghost pointer-events-none absolute top-0 left-0 z-30 contain-layout contain-style will-change-transform"
      >
        <div
          data-face=""
          className="absolute inset-0 rounded-[6px] shadow-overlay group-data-[verdict=ask]/ghost:outline-2 group-data-[verdict=ask]/ghost:outline-warn group-data-[verdict=refused]/ghost:outline-2 group-data-[verdict=refused]/ghost:outline-bad"
        />
        <div className="absolute top-full left-0 mt-1 flex w-max group-data-[tip~=above]/ghost:top-auto group-data-[tip~=above]/ghost:bottom-full group-data-[tip~=above]/ghost:mb-1 group-data-[tip~=right]/ghost:right-0 group-data-[tip~=right]/ghost:left-auto max-w-64 items-start gap-1.5 rounded-lg bg-inverse px-2 py-1 text-12 text-on-inverse">
          <CircleCheck className="mt-px hidden size-3.5 shrink-0 group-data-[verdict=fine]/ghost:block" />
          <TriangleAlert className="mt-px hidden size-3.5 shrink-0 group-data-[verdict=ask]/ghost:block" />
          <OctagonAlert className="mt-px hidden size-3.5 shrink-0 group-data-[verdict=refused]/ghost:block" />
          <span>
            <span data-time="" className="block font-semibold whitespace-nowrap tabular-nums" />
            <span data-reason="" className="block" />
          </span>
        </div>
      </div>
    </>
  )
}

export type Box = { x: number; y: number; width: number; height: number }

export function dressGhost(ghost: HTMLElement, source: HTMLElement) {
  const copy = source.cloneNode(true) as HTMLElement
  for (const name of ['data-visit', 'aria-label', 'aria-current', 'data-dragging', 'id']) copy.removeAttribute(name)
  copy.tabIndex = -1
  copy.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;margin:0'
  ghost.querySelector('[data-face]')!.replaceChildren(copy)
  ghost.hidden = false
  shield(ghost, true)
}

export type Label = { time: string; reason?: string; severity?: Finding['severity'] }

const tipWidth = 256
const tipHeight = 56

/** Moves the ghost; size and texts are touched only where they changed, so that a frame costs a transform. */
export function showGhost(ghost: HTMLElement, box: Box, edge: { right: number; bottom: number }, label: Label) {
  const { time, reason, severity = 'fine' } = label
  ghost.style.transform = `translate3d(${box.x}px, ${box.y}px, 0)`
  set(ghost.style, 'width', `${box.width}px`)
  set(ghost.style, 'height', `${box.height}px`)
  if (ghost.dataset.verdict !== severity) ghost.dataset.verdict = severity
  // The label stays in sight: at the right edge it grows to the left, at the bottom it stands above.
  const tip = `${box.x + tipWidth > edge.right ? 'right' : ''} ${box.y + box.height + tipHeight > edge.bottom ? 'above' : ''}`
  if (ghost.dataset.tip !== tip) ghost.dataset.tip = tip
  set(ghost.querySelector<HTMLElement>('[data-time]')!, 'textContent', time)
  set(ghost.querySelector<HTMLElement>('[data-reason]')!, 'textContent', reason ?? '')
}

export function hideGhost(ghost: HTMLElement) {
  ghost.hidden = true
  shield(ghost, false)
  ghost.querySelector('[data-face]')!.replaceChildren()
}

function set<T extends object, K extends keyof T>(target: T, key: K, value: T[K]) {
  if (target[key] !== value) target[key] = value
}

function shield(ghost: HTMLElement, isUp: boolean) {
  const element = ghost.previousElementSibling
  if (element instanceof HTMLElement) element.hidden = !isUp
}
