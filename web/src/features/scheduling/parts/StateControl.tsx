import { useState } from 'react'
import { CalendarClock, CalendarX, EllipsisVertical, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import {
  appointmentSteps,
  nextStepOf,
  type AppointmentState,
} from '@polyclinic/contract/scheduling/appointment-states.ts'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../../ui/Menu.tsx'
import { CancelVisitDialog } from './CancelVisitDialog.tsx'
import { StepButton, stepIcons } from './StepButton.tsx'
import type { useVisitActions } from './use-visit-actions.ts'
import { abilitiesAt, mayChange, waysBack } from './visit-abilities.ts'

type Props = {
  visit: Appointment
  now: number
  /** The day and time, for the question before a cancellation. */
  when: string
  actions: ReturnType<typeof useVisitActions>
  size?: 'small' | 'medium'
  /** Opens the form for another time; without it moving is left to other places. */
  onMove?: () => void
}

/** What comes next for a visit as a button; every other step and the way back behind "More". Nothing else is shown. */
export function StateControl({ visit, now, when, actions, size = 'medium', onMove }: Props) {
  const { t } = useTranslation('scheduling')
  const [isCancelling, setCancelling] = useState(false)
  if (!mayChange(visit)) return null
  const next = nextStepOf(visit, now)
  const { move } = abilitiesAt(visit, now)
  const back = waysBack(visit, now)
  const isOver = !next && !move.allowed
  return (
    <>
      <MoreMenu visit={visit} now={now} actions={actions} size={size} onCancel={() => setCancelling(true)} />
      {onMove && move.allowed && (
        <Button icon={<CalendarClock aria-hidden="true" className="size-4" />} onPress={onMove}>
          {t('move.do')}
        </Button>
      )}
      {next && (
        <StepButton
          step={next}
          size={size}
          variant={size === 'small' ? 'secondary' : 'primary'}
          isPending={actions.pending === visit.id}
          onPress={() => actions.step(visit, next)}
        />
      )}
      {isOver && onMove && back[0] && <BackButton visit={visit} to={back[0]} actions={actions} />}
      {isOver && onMove && !back[0] && <span className="me-auto text-13 text-muted">{t('correct.over')}</span>}
      {isCancelling && (
        <CancelVisitDialog
          visit={visit}
          when={when}
          onClose={() => setCancelling(false)}
          onCancel={(reason, notify) => {
            setCancelling(false)
            actions.cancel(visit, reason, notify)
          }}
        />
      )}
    </>
  )
}

type Actions = Pick<Props, 'visit' | 'actions'>

function BackButton({ visit, to, actions }: Actions & { to: AppointmentState }) {
  const label = useBackLabel(visit)
  return (
    <Button
      icon={<Undo2 aria-hidden="true" className="size-4 rtl:-scale-x-100" />}
      isPending={actions.pending === visit.id}
      onPress={() => actions.correct(visit, to)}
    >
      {label(to)}
    </Button>
  )
}

type MenuProps = Actions & { now: number; size: 'small' | 'medium'; onCancel: () => void }

/** All that can be done now and is not the button beside it. Without anything there is no menu. */
function MoreMenu({ visit, now, actions, size, onCancel }: MenuProps) {
  const { t } = useTranslation('scheduling')
  const backLabel = useBackLabel(visit)
  const abilities = abilitiesAt(visit, now)
  const next = nextStepOf(visit, now)
  const steps = appointmentSteps.filter((step) => step !== next && abilities[step].allowed)
  const back = waysBack(visit, now)
  if (steps.length === 0 && back.length === 0 && !abilities.cancel.allowed) return null
  const icon = <EllipsisVertical aria-hidden="true" className="size-4" />
  return (
    <Menu
      label={t('visit.more')}
      placement={size === 'small' ? 'bottom end' : 'top end'}
      trigger={
        size === 'small' ? (
          <IconButton size="small" icon={icon} label={t('visit.moreFor', { name: visit.patient.name })} />
        ) : (
          <Button icon={icon} className="me-auto">
            {t('kit:action.more')}
          </Button>
        )
      }
    >
      {steps.map((step) => {
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
      {back.map((to) => (
        <MenuItem
          key={to}
          label={backLabel(to)}
          icon={<Undo2 aria-hidden="true" className="rtl:-scale-x-100" />}
          onAction={() => actions.correct(visit, to)}
        />
      ))}
      {abilities.cancel.allowed && steps.length + back.length > 0 && <MenuSeparator />}
      {abilities.cancel.allowed && (
        <MenuItem label={t('cancel.do')} isDangerous icon={<CalendarX aria-hidden="true" />} onAction={onCancel} />
      )}
    </Menu>
  )
}

/** "Back to Confirmed"; a cancelled visit takes place after all. */
function useBackLabel(visit: Appointment) {
  const { t } = useTranslation('scheduling')
  return (to: AppointmentState) =>
    visit.state === 'cancelled'
      ? t('correct.restore', { state: t(`state.${to}`) })
      : t('correct.backTo', { state: t(`state.${to}`) })
}
