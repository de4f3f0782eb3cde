import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react'
import { createPortal } from 'react-dom'
import { hueClass } from '../../../../ui/signs/Avatar.tsx'
import { cx } from '../../../../ui/class-names.ts'
import { hueOf } from '../board-model.ts'
import type { Surface } from './grid-surface.ts'
import { findPlaced } from './use-grid-drag.ts'
import { AppointmentCard } from './AppointmentCard.tsx'

type Props = {
  body: RefObject<HTMLElement | null>
  surface: Surface
  timeZone: string
  nameOf: (id: string | undefined) => string | undefined
}

type Shown = { id: string; element: HTMLElement; box: DOMRect; isInReach: boolean }

const rest = 350
/** From one appointment to the next, while a card is shown. */
const next = 60
/** Long enough to reach what can be pressed in the card, across free time and appointments below it. */
const crossing = 700
const width = 304
const height = 340
const gap = 6

/**
 * The basics of an appointment beside it, for a resting mouse or the keyboard's focus. A mouse may go into it and press what can be
 * pressed; everywhere else a press goes to the calendar below it.
 */
export function HoverCard({ body, surface, timeZone, nameOf }: Props) {
  const [shown, setShown] = useState<Shown>()
  const card = useRef<HTMLDivElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const hide = () => {
    clearTimeout(timer.current)
    // The keyboard goes back to the appointment; it is never lost with the card.
    if (card.current?.contains(document.activeElement)) shown?.element.focus({ preventScroll: true })
    setShown(undefined)
  }
  const react = useEffectEvent((event: Event) => {
    if (event.type === 'focusout' && card.current?.contains((event as FocusEvent).relatedTarget as Node | null)) return
    const element = (event.target as Element).closest<HTMLElement>('[data-visit]')
    const placed = element && findPlaced(surface, element.dataset.visit!, element)
    clearTimeout(timer.current)
    const isOver = event.type === 'pointerover' && (event as PointerEvent).pointerType === 'mouse'
    const isFocus = event.type === 'focusin' && element?.matches(':focus-visible')
    const isBusy = body.current?.dataset.busy !== undefined
    if (!isBusy && shown?.isInReach && placed?.appointment.id !== shown.id && isOverCard(event, card.current)) {
      timer.current = setTimeout(hide, crossing)
      return
    }
    if (!placed || (!isOver && !isFocus) || isBusy) return hide()
    const show = () =>
      element.isConnected &&
      setShown({ id: placed.appointment.id, element, box: element.getBoundingClientRect(), isInReach: isOver })
    timer.current = setTimeout(show, shown ? next : rest)
  })

  useEffect(() => {
    const element = body.current
    const on = (event: Event) => react(event)
    const names = ['pointerover', 'pointerleave', 'pointerdown', 'focusin', 'focusout', 'keydown']
    for (const name of names) element?.addEventListener(name, on)
    window.addEventListener('scroll', on, true)
    return () => {
      clearTimeout(timer.current)
      for (const name of names) element?.removeEventListener(name, on)
      window.removeEventListener('scroll', on, true)
    }
  }, [body])

  // An appointment that was moved, or put back, says where it stands now.
  const placed = shown && findPlaced(surface, shown.id, shown.element)
  if (!shown || !placed) return null
  return createPortal(
    <div
      ref={card}
      role={shown.isInReach ? 'group' : 'tooltip'}
      aria-label={placed.appointment.patient.name}
      data-hover-card=""
      onPointerEnter={() => clearTimeout(timer.current)}
      onPointerLeave={() => void (timer.current = setTimeout(hide, crossing))}
      className={cx(
        hueClass(hueOf(placed.appointment.service.hue)),
        'fade-motion pointer-events-none fixed z-40 overflow-hidden rounded-xl bg-raised p-4 text-14 text-ink shadow-overlay',
        shown.isInReach && '[&_:is(a,button)]:pointer-events-auto',
      )}
      style={{ ...cornerBeside(shown.box), width }}
    >
      <AppointmentCard placed={placed} timeZone={timeZone} nameOf={nameOf} isInReach={shown.isInReach} />
    </div>,
    // Inside the page's main part: what can be pressed stands in a landmark.
    document.querySelector('main') ?? document.body,
  )
}

/** A mouse that moves on the calendar below the card, or leaves it for the card. */
function isOverCard(event: Event, card: HTMLElement | null): boolean {
  if (!card || !(event instanceof PointerEvent) || event.pointerType !== 'mouse') return false
  if (event.type !== 'pointerover' && event.type !== 'pointerleave') return false
  const { left, right, top, bottom } = card.getBoundingClientRect()
  // the gap between an appointment and its card belongs to the way
  const { clientX: x, clientY: y } = event
  return x >= left - gap && x <= right + gap && y >= top && y <= bottom
}

function cornerBeside(box: DOMRect) {
  const isRoomRight = box.right + width + gap < innerWidth
  return {
    left: isRoomRight ? box.right + gap : Math.max(8, box.left - width - gap),
    top: Math.max(8, Math.min(box.top, innerHeight - height)),
  }
}
