import { useTranslation } from 'react-i18next'
import type { AppointmentStep } from '@polyclinic/contract/scheduling/appointment-states.ts'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { useFormat } from '../../../kit/format.ts'
import { hueClass } from '../../../ui/Avatar.tsx'
import { Badge } from '../../../ui/Badge.tsx'
import { cx } from '../../../ui/class-names.ts'
import { hueOf } from './board-model.ts'
import { Name } from './Name.tsx'
import { minutesBetween } from './today-model.ts'
import { StepButton } from './StepButton.tsx'
import { stateIcons } from './visit-state.tsx'

type Props = {
  visit: Appointment
  practitioner: { displayName: string } | undefined
  room: string | undefined
  now: number
  timeZone: string
  canWrite: boolean
  activeId: string | undefined
  isPending: boolean
  isNarrow?: boolean
  step?: AppointmentStep
  onOpen: (id: string) => void
  onStep: (step: AppointmentStep) => void
}

/** One visit of the day, with the one thing to do about it. */
export function DeskRow({
  visit,
  practitioner,
  room,
  now,
  timeZone,
  canWrite,
  activeId,
  isPending,
  isNarrow,
  step,
  onOpen,
  onStep,
}: Props) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const Icon = stateIcons[visit.state]
  const about = [visit.service.name, practitioner?.displayName, room].filter(Boolean).join(' · ')
  return (
    <li
      className={cx(
        'relative flex items-center gap-3 ps-4 pe-3 hover:bg-hover',
        visit.id === activeId && 'bg-accent-soft',
      )}
    >
      <span
        className={cx(
          hueClass(hueOf(visit.service.hue)),
          'absolute inset-y-2 start-0 w-[3px] rounded-full bg-hue-line',
        )}
        aria-hidden="true"
      />
      <button
        type="button"
        onClick={() => onOpen(visit.id)}
        className="flex min-w-0 flex-1 cursor-default items-center gap-4 py-2.5 text-start after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
      >
        <span className={cx('shrink-0 text-muted tabular-nums', isNarrow ? 'text-13' : 'w-18')}>
          {format.time(visit.startsAt, timeZone)}
        </span>
        <span className="min-w-0">
          <span className="flex min-w-0 items-center gap-2">
            <Name className="font-semibold">{visit.patient.name}</Name>
            <Icon aria-hidden="true" className="size-3.5 shrink-0 text-muted" />
            <span className="sr-only">{t(`state.${visit.state}`)}</span>
          </span>
          <Name className="text-13 text-muted">{about}</Name>
        </span>
      </button>
      {!isNarrow && <Clock visit={visit} now={now} />}
      {step && canWrite && visit.abilities[step].allowed && (
        <span className="relative z-[1]">
          <StepButton step={step} size="small" isPending={isPending} onPress={() => onStep(step)} />
        </span>
      )}
    </li>
  )
}

const longWait = 15

/** How long somebody waits, or is late. */
function Clock({ visit, now }: { visit: Appointment; now: number }) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  if (visit.state === 'arrived') {
    const minutes = minutesBetween(visit.arrivedAt ?? visit.startsAt, now)
    return (
      <Badge tone={minutes >= longWait ? 'warn' : 'neutral'}>
        {t('desk.waits', { minutes: format.minutes(minutes) })}
      </Badge>
    )
  }
  if (visit.state === 'booked' || visit.state === 'confirmed') {
    const late = minutesBetween(visit.startsAt, now)
    return late > 0 ? (
      <Badge tone="bad">{t('desk.late', { minutes: late < 180 ? format.minutes(late) : t('desk.long') })}</Badge>
    ) : null
  }
  return null
}
