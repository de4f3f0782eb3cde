import { CalendarClock, CalendarX, EllipsisVertical } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { AppointmentStep } from '@polyclinic/contract/scheduling/appointment-states.ts'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { Button } from '../../../ui/Button.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../../ui/Menu.tsx'
import { StepButton, stepIcons } from './StepButton.tsx'

type Props = {
  visit: Appointment
  isPending: boolean
  onStep: (step: AppointmentStep) => void
  onMove: () => void
  onCancel: () => void
}

/** What usually comes next in each state. */
const usual: Partial<Record<Appointment['state'], AppointmentStep>> = {
  booked: 'arrive',
  confirmed: 'arrive',
  arrived: 'start',
  'in-progress': 'complete',
  'no-show': 'arrive',
}

/** The usual next step as a button, all others behind "More"; what the state forbids says why. */
export function VisitSteps({ visit, isPending, onStep, onMove, onCancel }: Props) {
  const { t } = useTranslation('scheduling')
  const reasonOf = useReason(visit)
  const next = usual[visit.state]
  const isNextAllowed = next && visit.abilities[next].allowed
  const steps: AppointmentStep[] = ['confirm', 'arrive', 'start', 'complete', 'miss']
  return (
    <>
      <Menu
        label={t('visit.more')}
        placement="top end"
        trigger={
          <Button icon={<EllipsisVertical aria-hidden="true" className="size-4" />} className="me-auto">
            {t('kit:action.more')}
          </Button>
        }
      >
        {steps
          .filter((step) => step !== next)
          .map((step) => {
            const Icon = stepIcons[step]
            return (
              <MenuItem
                key={step}
                label={t(`step.${step}`)}
                icon={<Icon aria-hidden="true" />}
                disabledReason={reasonOf(step)}
                onAction={() => onStep(step)}
              />
            )
          })}
        <MenuSeparator />
        <MenuItem
          label={t('cancel.do')}
          isDangerous
          icon={<CalendarX aria-hidden="true" />}
          disabledReason={reasonOf('cancel')}
          onAction={onCancel}
        />
      </Menu>
      <Button
        icon={<CalendarClock aria-hidden="true" className="size-4" />}
        disabledReason={reasonOf('move')}
        onPress={onMove}
      >
        {t('move.do')}
      </Button>
      {next && isNextAllowed && (
        <StepButton step={next} variant="primary" isPending={isPending} onPress={() => onStep(next)} />
      )}
    </>
  )
}

/** Why a thing cannot be done to this visit now, or nothing where it can. */
function useReason(visit: Appointment) {
  const { t } = useTranslation('scheduling')
  return (verb: keyof Appointment['abilities']) => {
    const { allowed, reason } = visit.abilities[verb]
    if (allowed) return undefined
    if (reason === undefined || reason === 'wrong-state')
      return t('visit.wrongState', { state: t(`state.${visit.state}`) })
    return t(`kit:problem.${reason}`)
  }
}
