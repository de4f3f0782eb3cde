import { useState } from 'react'
import { CalendarClock, EllipsisVertical, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { nextStepOf, type AppointmentState } from '@polyclinic/contract/scheduling/appointment-states.ts'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { Menu } from '../../../ui/overlays/Menu.tsx'
import { CancelAppointmentDialog } from './CancelAppointmentDialog.tsx'
import { StepButton } from './StepButton.tsx'
import type { useAppointmentActions } from './use-appointment-actions.ts'
import { abilitiesAt, mayChange, waysBack } from './appointment-abilities.ts'
import { isNothing, offersFor, useBackLabel, AppointmentMenuItems } from './AppointmentMenuItems.tsx'

type Props = {
  appointment: Appointment
  now: number
  /** The day and time, for the question before a cancellation. */
  when: string
  actions: ReturnType<typeof useAppointmentActions>
  size?: 'small' | 'medium'
  /** Opens the form for another time; without it moving is left to other places. */
  onMove?: () => void
}

/** What comes next for an appointment as a button; every other step and the way back behind "More". Nothing else is shown. */
export function StateControl({ appointment, now, when, actions, size = 'medium', onMove }: Props) {
  const { t } = useTranslation('scheduling')
  const [isCancelling, setCancelling] = useState(false)
  if (!mayChange(appointment)) return null
  const next = nextStepOf(appointment, now)
  const { move } = abilitiesAt(appointment, now)
  const back = waysBack(appointment, now)
  const isOver = !next && !move.allowed
  return (
    <>
      <MoreMenu
        appointment={appointment}
        now={now}
        actions={actions}
        size={size}
        onCancel={() => setCancelling(true)}
      />
      {onMove && move.allowed && (
        <Button writes icon={<CalendarClock aria-hidden="true" className="size-4" />} onPress={onMove}>
          {t('move.do')}
        </Button>
      )}
      {next && (
        <StepButton
          step={next}
          size={size}
          variant={size === 'small' ? 'secondary' : 'primary'}
          isPending={actions.pending === appointment.id}
          onPress={() => actions.step(appointment, next)}
        />
      )}
      {isOver && onMove && back[0] && <BackButton appointment={appointment} to={back[0]} actions={actions} />}
      {isOver && onMove && !back[0] && <span className="me-auto text-13 text-muted">{t('correct.over')}</span>}
      {isCancelling && (
        <CancelAppointmentDialog
          appointment={appointment}
          when={when}
          onClose={() => setCancelling(false)}
          onCancel={(reason, notify) => {
            setCancelling(false)
            actions.cancel(appointment, reason, notify)
          }}
        />
      )}
    </>
  )
}

type Actions = Pick<Props, 'appointment' | 'actions'>

function BackButton({ appointment, to, actions }: Actions & { to: AppointmentState }) {
  const label = useBackLabel(appointment)
  return (
    <Button
      writes
      icon={<Undo2 aria-hidden="true" className="size-4 rtl:-scale-x-100" />}
      isPending={actions.pending === appointment.id}
      onPress={() => actions.correct(appointment, to)}
    >
      {label(to)}
    </Button>
  )
}

type MenuProps = Actions & { now: number; size: 'small' | 'medium'; onCancel: () => void }

/** All that can be done now and is not the button beside it. Without anything there is no menu. */
function MoreMenu({ appointment, now, actions, size, onCancel }: MenuProps) {
  const { t } = useTranslation('scheduling')
  const offers = offersFor(appointment, now, { step: nextStepOf(appointment, now), move: true })
  if (isNothing(offers)) return null
  const icon = <EllipsisVertical aria-hidden="true" className="size-4" />
  return (
    <Menu
      label={t('visit.more')}
      placement={size === 'small' ? 'bottom end' : 'top end'}
      trigger={
        size === 'small' ? (
          <IconButton size="small" icon={icon} label={t('visit.moreFor', { name: appointment.patient.name })} />
        ) : (
          // A word beside it would send the main button to a line of its own in longer languages.
          <IconButton variant="secondary" icon={icon} label={t('kit:action.more')} className="me-auto" />
        )
      }
    >
      <AppointmentMenuItems appointment={appointment} offers={offers} actions={actions} onCancel={onCancel} />
    </Menu>
  )
}
