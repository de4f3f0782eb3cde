import { useEffect, useEffectEvent, useState, type RefObject } from 'react'
import { CalendarPlus, PanelRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { AppointmentStep } from '@polyclinic/contract/scheduling/appointment-states.ts'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { ContextMenu, MenuItem } from '../../../ui/Menu.tsx'
import type { Surface } from './grid-surface.ts'
import { stepIcons } from './StepButton.tsx'
import { findPlaced } from './use-grid-drag.ts'
import { useVisitActions } from './use-visit-actions.ts'

type Props = {
  body: RefObject<HTMLElement | null>
  surface: Surface
  canWrite: boolean
  onOpen: (id: string) => void
  /** A way to book the free time at this place of a column, in pixels of the body; undefined where nothing is free. */
  bookingAt: (columnIndex: number, top: number) => (() => void) | undefined
}

type Asked = { x: number; y: number; visit?: Appointment; book?: () => void }

const steps: AppointmentStep[] = ['confirm', 'arrive', 'start', 'complete', 'miss']

/** What a right click, or the menu key, offers: quick actions of a visit, and booking where time is free. */
export function BoardMenu({ body, surface, canWrite, onOpen, bookingAt }: Props) {
  const { t } = useTranslation('scheduling')
  const actions = useVisitActions()
  const [asked, ask] = useState<Asked>()

  const open = useEffectEvent((event: MouseEvent) => {
    const element = event.target as Element
    const id = element.closest<HTMLElement>('[data-visit]')?.dataset.visit
    const placed = id ? findPlaced(surface, id, element) : undefined
    const column = element.closest<HTMLElement>('[data-column]')
    const frame = body.current
    if (!column || !frame) return
    const top = event.clientY - frame.getBoundingClientRect().top
    const book = placed || !canWrite ? undefined : bookingAt(Number(column.dataset.column), top)
    if (!placed && !book) return
    event.preventDefault()
    ask({ x: event.clientX, y: event.clientY, visit: placed?.visit, book })
  })
  useEffect(() => {
    const element = body.current
    const on = (event: MouseEvent) => open(event)
    element?.addEventListener('contextmenu', on)
    return () => element?.removeEventListener('contextmenu', on)
  }, [body])

  if (!asked) return null
  const { visit, book } = asked
  return (
    <ContextMenu label={visit?.patient.name ?? t('menu.free')} at={asked} onClose={() => ask(undefined)}>
      {visit && (
        <MenuItem label={t('menu.open')} icon={<PanelRight aria-hidden="true" />} onAction={() => onOpen(visit.id)} />
      )}
      {visit &&
        canWrite &&
        steps
          .filter((step) => visit.abilities[step].allowed)
          .map((step) => {
            const Icon = stepIcons[step]
            return (
              <MenuItem
                key={step}
                label={t(`step.${step}`)}
                icon={<Icon aria-hidden="true" />}
                onAction={() => actions.step(visit, step)}
              />
            )
          })}
      {book && <MenuItem label={t('menu.bookHere')} icon={<CalendarPlus aria-hidden="true" />} onAction={book} />}
    </ContextMenu>
  )
}
