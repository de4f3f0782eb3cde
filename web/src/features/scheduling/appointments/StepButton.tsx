import { Check, CheckCheck, DoorOpen, Stethoscope, UserX, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { AppointmentStep } from '@polyclinic/contract/scheduling/appointment-states.ts'
import { Button } from '../../../ui/buttons/Button.tsx'

export const stepIcons: Record<AppointmentStep, LucideIcon> = {
  confirm: Check,
  arrive: DoorOpen,
  start: Stethoscope,
  complete: CheckCheck,
  miss: UserX,
}

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
