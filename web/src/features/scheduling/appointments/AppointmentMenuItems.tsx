import { CalendarClock, CalendarX, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import {
  appointmentSteps,
  type AppointmentState,
  type AppointmentStep,
} from '@polyclinic/contract/scheduling/appointment-states.ts'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { MenuItem, MenuSeparator } from '../../../ui/overlays/Menu.tsx'
import { stepIcons } from './StepButton.tsx'
import type { useAppointmentActions } from './use-appointment-actions.ts'
import { abilitiesAt, waysBack } from './appointment-abilities.ts'

type Offers = {
  steps: readonly AppointmentStep[]
  back: readonly AppointmentState[]
  canMove: boolean
  canCancel: boolean
}

/** All that can be done with an appointment now, but for what stands beside the menu already. */
export function offersFor(
  appointment: Appointment,
  now: number,
  besides: { step?: AppointmentStep; move?: boolean },
): Offers {
  const abilities = abilitiesAt(appointment, now)
  return {
    steps: appointmentSteps.filter((step) => step !== besides.step && abilities[step].allowed),
    back: waysBack(appointment, now),
    canMove: !besides.move && abilities.move.allowed,
    canCancel: abilities.cancel.allowed,
  }
}

export const isNothing = ({ steps, back, canMove, canCancel }: Offers) =>
  steps.length + back.length === 0 && !canMove && !canCancel

type Props = {
  appointment: Appointment
  offers: Offers
  actions: ReturnType<typeof useAppointmentActions>
  onMove?: () => void
  onCancel: () => void
}

export function AppointmentMenuItems({ appointment, offers, actions, onMove, onCancel }: Props) {
  const { t } = useTranslation('scheduling')
  const backLabel = useBackLabel(appointment)
  const { steps, back, canMove, canCancel } = offers
  return (
    <>
      {steps.map((step) => {
        const Icon = stepIcons[step]
        return (
          <MenuItem
            writes
            key={step}
            label={t(`step.${step}`)}
            icon={<Icon aria-hidden="true" />}
            onAction={() => actions.step(appointment, step)}
          />
        )
      })}
      {back.map((to) => (
        <MenuItem
          writes
          key={to}
          label={backLabel(to)}
          icon={<Undo2 aria-hidden="true" className="rtl:-scale-x-100" />}
          onAction={() => actions.correct(appointment, to)}
        />
      ))}
      {canMove && onMove && (
        <MenuItem writes label={t('move.do')} icon={<CalendarClock aria-hidden="true" />} onAction={onMove} />
      )}
      {canCancel && steps.length + back.length > 0 && <MenuSeparator />}
      {canCancel && (
        <MenuItem
          writes
          label={t('cancel.do')}
          isDangerous
          icon={<CalendarX aria-hidden="true" />}
          onAction={onCancel}
        />
      )}
    </>
  )
}

/** "Back to Confirmed"; a cancelled appointment takes place after all. */
export function useBackLabel(appointment: Appointment) {
  const { t } = useTranslation('scheduling')
  return (to: AppointmentState) =>
    appointment.state === 'cancelled'
      ? t('correct.restore', { state: t(`state.${to}`) })
      : t('correct.backTo', { state: t(`state.${to}`) })
}
