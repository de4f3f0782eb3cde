import { isExpected } from '@polyclinic/contract/scheduling/appointment-states.ts'
import { useTranslation } from 'react-i18next'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { factLine } from '../../../kit/texts/fact-line.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { hueClass } from '../../../ui/signs/Avatar.tsx'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { cx } from '../../../ui/class-names.ts'
import { hueOf } from '../calendar/board-model.ts'
import { WarningMark } from '../../patients/public.ts'
import { LeftRow } from './LeftRow.tsx'
import { Name } from '../appointments/Name.tsx'
import { minutesBetween } from './today-model.ts'
import { StateControl } from '../appointments/StateControl.tsx'
import type { TodayAppointment } from './use-still-lists.ts'
import type { useAppointmentActions } from '../appointments/use-appointment-actions.ts'
import { StateBadge } from '../appointments/appointment-state.tsx'

type Props = {
  appointment: Appointment
  /** It belongs elsewhere by now and stays a moment, so that nothing slides under the pointer. */
  left?: TodayAppointment['left']
  practitioner: { displayName: string } | undefined
  room: string | undefined
  now: number
  timeZone: string
  canWrite: boolean
  activeId: string | undefined
  actions: ReturnType<typeof useAppointmentActions>
  onOpen: (id: string) => void
}

/** One appointment of the day, with the one thing to do about it. In a narrow card its state and steps stand below its name. */
export function TodayRow({
  appointment,
  left,
  practitioner,
  room,
  now,
  timeZone,
  canWrite,
  activeId,
  actions,
  onOpen,
}: Props) {
  const format = useFormat()
  const about = factLine([appointment.service.name, practitioner?.displayName, room])
  return (
    <li
      className={cx(
        'relative flex items-center gap-3 ps-4 pe-3 hover:bg-hover @max-[36rem]:flex-wrap @max-[36rem]:gap-y-0 @max-[36rem]:pb-2',
        appointment.id === activeId && 'bg-accent-soft',
        left && 'bg-sunken',
      )}
    >
      <span
        className={cx(
          hueClass(hueOf(appointment.service.hue)),
          'absolute inset-y-2 start-0 w-[3px] rounded-full bg-hue-line',
        )}
        aria-hidden="true"
      />
      <button
        type="button"
        onClick={() => onOpen(appointment.id)}
        className="flex min-w-0 flex-1 cursor-default items-center gap-4 py-2.5 text-start @max-[36rem]:basis-full @max-[36rem]:items-baseline @max-[36rem]:gap-3 @max-[36rem]:pb-1 after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
      >
        <span className="w-18 shrink-0 text-muted tabular-nums @max-[36rem]:w-auto">
          {format.time(appointment.startsAt, timeZone)}
        </span>
        <span className={cx('min-w-0', left && 'text-muted')}>
          <span className="flex min-w-0 items-center gap-2">
            <Name className="shrink-0 font-semibold">{appointment.patient.name}</Name>
            <WarningMark warnings={appointment.patient.warnings} isNamed />
          </span>
          <Name className="text-13 text-muted">{about}</Name>
        </span>
      </button>
      {!left && (
        <span className="flex shrink-0 items-center gap-2 @max-[36rem]:flex-col @max-[36rem]:items-start @max-[36rem]:gap-1">
          <Clock appointment={appointment} now={now} />
          <StateBadge state={appointment.state} />
        </span>
      )}
      {canWrite && (
        <span className="relative z-[1] ms-auto flex shrink-0 items-center gap-1">
          {left ? (
            <LeftRow appointment={appointment} now={now} actions={actions} isGone={left === 'gone'} />
          ) : (
            <StateControl
              appointment={appointment}
              now={now}
              when={format.time(appointment.startsAt, timeZone)}
              actions={actions}
              size="small"
            />
          )}
        </span>
      )}
    </li>
  )
}

const longWait = 15

function Clock({ appointment, now }: { appointment: Appointment; now: number }) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  if (appointment.state === 'arrived') {
    const minutes = minutesBetween(appointment.arrivedAt ?? appointment.startsAt, now)
    return (
      <Badge tone={minutes >= longWait ? 'warn' : 'neutral'}>
        {t('today.waits', { minutes: format.minutes(minutes) })}
      </Badge>
    )
  }
  if (isExpected(appointment.state)) {
    const late = minutesBetween(appointment.startsAt, now)
    return late > 0 ? (
      <Badge tone="bad">{t('today.late', { minutes: late < 180 ? format.minutes(late) : t('today.long') })}</Badge>
    ) : null
  }
  return null
}
