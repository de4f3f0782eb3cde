import type { LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import {
  appointmentSteps,
  stateAfter,
  type AppointmentStep,
} from '@polyclinic/contract/scheduling/appointment-states.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { stateIcons } from './appointment-state.tsx'

/** A step has the sign of the state that it leads to. */
export const stepIcons = Object.fromEntries(
  appointmentSteps.map((step) => [step, stateIcons[stateAfter[step]]]),
) as Record<AppointmentStep, LucideIcon>

type StepProps = {
  step: AppointmentStep
  variant?: 'primary' | 'secondary'
  size?: 'small' | 'medium'
  isPending?: boolean
  onPress: () => void
}

export function StepButton({ step, variant = 'secondary', size = 'medium', isPending, onPress }: StepProps) {
  const { t } = useTranslation('scheduling')
  const Icon = stepIcons[step]
  return (
    <Button
      writes
      variant={variant}
      size={size}
      isPending={isPending}
      icon={<Icon aria-hidden="true" className="size-4" />}
      onPress={onPress}
    >
      {t(`step.${step}`)}
    </Button>
  )
}
