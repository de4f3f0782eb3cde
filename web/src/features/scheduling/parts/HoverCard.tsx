import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { factLine } from '../../../kit/fact-line.ts'
import { useFormat } from '../../../kit/format.ts'
import { hueClass } from '../../../ui/Avatar.tsx'
import { cx } from '../../../ui/class-names.ts'
import { hueOf, type PlacedVisit } from './board-model.ts'
import type { Surface } from './grid-surface.ts'
import { Name } from './Name.tsx'
import { findPlaced } from './use-grid-drag.ts'
import { StateBadge } from './visit-state.tsx'
import { rangeText } from './time-text.ts'

type Props = {
  body: RefObject<HTMLElement | null>
  surface: Surface
  timeZone: string
  nameOf: (id: string | undefined) => string | undefined
}

type Shown = { id: string; element: HTMLElement; box: DOMRect }

const rest = 350
const width = 288

/** The basics of a visit beside it, for a resting mouse or the keyboard's focus. */
export function HoverCard({ body, surface, timeZone, nameOf }: Props) {
  const [shown, setShown] = useState<Shown>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const react = useEffectEvent((event: Event) => {
    const element = (event.target as Element).closest<HTMLElement>('[data-visit]')
    const placed = element && findPlaced(surface, element.dataset.visit!, element)
    clearTimeout(timer.current)
    const isOver = event.type === 'pointerover' && (event as PointerEvent).pointerType === 'mouse'
    const isFocus = event.type === 'focusin' && element?.matches(':focus-visible')
    if (!placed || (!isOver && !isFocus) || body.current?.dataset.busy !== undefined) return setShown(undefined)
    const { id } = placed.visit
    const show = () => element.isConnected && setShown({ id, element, box: element.getBoundingClientRect() })
    timer.current = setTimeout(show, shown ? 60 : rest)
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

  // A visit that was moved, or put back, says where it stands now.
  const placed = shown && findPlaced(surface, shown.id, shown.element)
  if (!shown || !placed) return null
  return createPortal(<Card placed={placed} box={shown.box} timeZone={timeZone} nameOf={nameOf} />, document.body)
}

type CardProps = { placed: PlacedVisit; box: DOMRect } & Pick<Props, 'timeZone' | 'nameOf'>

function Card({ placed, box, timeZone, nameOf }: CardProps) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const { visit, place } = placed
  const isRoomRight = box.right + width + 16 < innerWidth
  const left = isRoomRight ? box.right + 8 : Math.max(8, box.left - width - 8)
  const top = Math.max(8, Math.min(box.top, innerHeight - 240))
  const minutes = Math.round((place.endsAt - place.startsAt) / 60_000)
  const range = rangeText(format, place.startsAt, place.endsAt, timeZone)
  const { patient } = visit
  const about = factLine([
    patient.species && t(`species.${patient.species}`, { defaultValue: patient.species }),
    patient.birthDate && format.age(patient.birthDate),
    patient.guardianName,
  ])
  return (
    <div
      role="tooltip"
      className={cx(
        hueClass(hueOf(visit.service.hue)),
        'fade-motion pointer-events-none fixed z-40 overflow-hidden rounded-xl bg-raised p-4 text-14 text-ink shadow-overlay',
      )}
      style={{ left, top, width }}
    >
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <Name className="font-semibold">{patient.name}</Name>
          {about && <div className="truncate text-13 text-muted">{about}</div>}
          {patient.phone && (
            <bdi dir="ltr" className="text-13 tabular-nums">
              {patient.phone}
            </bdi>
          )}
        </div>
        <StateBadge state={visit.state} />
      </div>
      <div className="mt-3 flex gap-2 border-s-[3px] border-hue-line ps-2.5">
        <div className="min-w-0">
          <Name>{visit.service.name}</Name>
          <div className="text-13 text-muted tabular-nums">
            {range} · {format.minutes(minutes)}
          </div>
        </div>
      </div>
      <div className="mt-3 truncate text-13 text-muted">
        {[nameOf(place.practitionerId), nameOf(place.roomId)].filter(Boolean).join(' · ')}
      </div>
      {visit.isOverbooked && (
        <div className="mt-2 text-13 text-warn-ink">
          {visit.overbookReason
            ? t('visit.overbookedBecause', { reason: visit.overbookReason })
            : t('visit.overbooked')}
        </div>
      )}
      {visit.note && (
        <div dir="auto" className="mt-2 line-clamp-3 text-start text-13">
          {visit.note}
        </div>
      )}
    </div>
  )
}
