import { Check, CheckCheck, CircleDashed, CircleX, DoorOpen, Stethoscope, UserX, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { AppointmentState } from '@polyclinic/contract/scheduling/appointment-states.ts'
import { Badge } from '../../../ui/signs/Badge.tsx'

/** Each state has a sign of its own, so that colour never says it alone. */
export const stateIcons: Record<AppointmentState, LucideIcon> = {
  booked: CircleDashed,
  confirmed: Check,
  arrived: DoorOpen,
  'in-progress': Stethoscope,
  completed: CheckCheck,
  cancelled: CircleX,
  'no-show': UserX,
}

const tones = {
  booked: 'neutral',
  confirmed: 'info',
  arrived: 'warn',
  'in-progress': 'accent',
  completed: 'good',
  cancelled: 'neutral',
  'no-show': 'bad',
} as const satisfies Record<AppointmentState, string>

export function StateBadge({ state }: { state: AppointmentState }) {
  const { t } = useTranslation('scheduling')
  const Icon = stateIcons[state]
  return (
    <Badge tone={tones[state]} icon={<Icon aria-hidden="true" />}>
      {t(`state.${state}`)}
    </Badge>
  )
}

export function StateSign({ state }: { state: AppointmentState }) {
  const { t } = useTranslation('scheduling')
  const Icon = stateIcons[state]
  return (
    <span className="inline-flex items-center gap-1">
      <Icon aria-hidden="true" className="size-3.5 shrink-0" />
      {t(`state.${state}`)}
    </span>
  )
}
