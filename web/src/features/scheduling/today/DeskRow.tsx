import { useTranslation } from 'react-i18next'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { factLine } from '../../../kit/texts/fact-line.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { hueClass } from '../../../ui/signs/Avatar.tsx'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { cx } from '../../../ui/class-names.ts'
import { hueOf } from '../calendar/board-model.ts'
import { LeftRow } from './LeftRow.tsx'
import { Name } from '../appointments/Name.tsx'
import { minutesBetween } from './today-model.ts'
import { StateControl } from '../appointments/StateControl.tsx'
import type { DeskVisit } from './use-still-desk.ts'
import type { useVisitActions } from '../appointments/use-visit-actions.ts'
import { StateBadge } from '../appointments/visit-state.tsx'

type Props = {
  visit: Appointment
  /** It belongs elsewhere by now and stays a moment, so that nothing slides under the pointer. */
  left?: DeskVisit['left']
  practitioner: { displayName: string } | undefined
  room: string | undefined
  now: number
  timeZone: string
  canWrite: boolean
  activeId: string | undefined
  actions: ReturnType<typeof useVisitActions>
  onOpen: (id: string) => void
}

/** One visit of the day, with the one thing to do about it. In a narrow card its state and steps stand below its name. */
export function DeskRow({
  visit,
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
  const about = factLine([visit.service.name, practitioner?.displayName, room])
  return (
    <li
      className={cx(
        'relative flex items-center gap-3 ps-4 pe-3 hover:bg-hover @max-[36rem]:flex-wrap @max-[36rem]:gap-y-0 @max-[36rem]:pb-2',
        visit.id === activeId && 'bg-accent-soft',
        left && 'bg-sunken',
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
        className="flex min-w-0 flex-1 cursor-default items-center gap-4 py-2.5 text-start @max-[36rem]:basis-full @max-[36rem]:items-baseline @max-[36rem]:gap-3 @max-[36rem]:pb-1 after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
      >
        <span className="w-18 shrink-0 text-muted tabular-nums @max-[36rem]:w-auto">
          {format.time(visit.startsAt, timeZone)}
        </span>
        <span className={cx('min-w-0', left && 'text-muted')}>
          <Name className="font-semibold">{visit.patient.name}</Name>
          <Name className="text-13 text-muted">{about}</Name>
        </span>
      </button>
      {!left && (
        <span className="flex shrink-0 items-center gap-2 @max-[36rem]:flex-col @max-[36rem]:items-start @max-[36rem]:gap-1">
          <Clock visit={visit} now={now} />
          <StateBadge state={visit.state} />
        </span>
      )}
      {canWrite && (
        <span className="relative z-[1] ms-auto flex shrink-0 items-center gap-1">
          {left ? (
            <LeftRow visit={visit} now={now} actions={actions} isGone={left === 'gone'} />
          ) : (
            <StateControl
              visit={visit}
              now={now}
              when={format.time(visit.startsAt, timeZone)}
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
