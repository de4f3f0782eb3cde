import { useEffect, useEffectEvent, useState, type RefObject } from 'react'
import { CalendarPlus, PanelRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { ContextMenu, MenuItem, MenuSeparator } from '../../../ui/overlays/Menu.tsx'
import { CancelAppointmentDialog } from '../appointments/CancelAppointmentDialog.tsx'
import type { Surface } from './grid/grid-surface.ts'
import { findPlaced } from './grid/use-grid-drag.ts'
import { focusAppointment } from './grid/use-grid-keys.ts'
import { useAppointmentActions } from '../appointments/use-appointment-actions.ts'
import { useWhenText } from '../times/use-when-text.ts'
import { isNothing, offersFor, AppointmentMenuItems } from '../appointments/AppointmentMenuItems.tsx'

type Props = {
  body: RefObject<HTMLElement | null>
  surface: Surface
  timeZone: string
  canWrite: boolean
  onOpen: (id: string) => void
  onMoveForm: (id: string) => void
  bookingAt: (columnIndex: number, top: number) => (() => void) | undefined
}

type Asked = { x: number; y: number; now: number; appointment?: Appointment; book?: () => void }

export function BoardMenu({ body, surface, timeZone, canWrite, onOpen, onMoveForm, bookingAt }: Props) {
  const { t } = useTranslation('scheduling')
  const actions = useAppointmentActions()
  const when = useWhenText(timeZone)
  const [asked, ask] = useState<Asked>()
  const [cancelling, setCancelling] = useState<Appointment>()

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
    ask({ x: event.clientX, y: event.clientY, now: Date.now(), appointment: placed?.appointment, book })
  })
  useEffect(() => {
    const element = body.current
    const on = (event: MouseEvent) => open(event)
    element?.addEventListener('contextmenu', on)
    return () => element?.removeEventListener('contextmenu', on)
  }, [body])

  /** The menu that asked is gone: the keyboard goes back to the appointment, or where that is gone too, to the page. */
  const leaveDialog = ({ id }: Appointment) => {
    setCancelling(undefined)
    requestAnimationFrame(() => {
      focusAppointment(body.current, id)
      if (document.activeElement === document.body) body.current?.closest('main')?.focus({ preventScroll: true })
    })
  }

  if (cancelling) {
    return (
      <CancelAppointmentDialog
        appointment={cancelling}
        when={when(cancelling)}
        onClose={() => leaveDialog(cancelling)}
        onCancel={(reason, notify) => {
          leaveDialog(cancelling)
          actions.cancel(cancelling, reason, notify)
        }}
      />
    )
  }
  if (!asked) return null
  const { appointment, book } = asked
  const offers = appointment && canWrite ? offersFor(appointment, asked.now, {}) : undefined
  return (
    <ContextMenu label={appointment?.patient.name ?? t('menu.free')} at={asked} onClose={() => ask(undefined)}>
      {appointment && (
        <MenuItem
          label={t('menu.open')}
          icon={<PanelRight aria-hidden="true" />}
          onAction={() => onOpen(appointment.id)}
        />
      )}
      {offers && !isNothing(offers) && <MenuSeparator />}
      {appointment && offers && (
        <AppointmentMenuItems
          appointment={appointment}
          offers={offers}
          actions={actions}
          onMove={() => onMoveForm(appointment.id)}
          onCancel={() => setCancelling(appointment)}
        />
      )}
      {book && (
        <MenuItem writes label={t('menu.bookHere')} icon={<CalendarPlus aria-hidden="true" />} onAction={book} />
      )}
    </ContextMenu>
  )
}
