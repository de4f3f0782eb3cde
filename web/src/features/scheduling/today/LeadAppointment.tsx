import { useTranslation } from 'react-i18next'
import type { Calendar } from '@polyclinic/contract/scheduling/calendar.ts'
import { factLine } from '../../../kit/texts/fact-line.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { Card } from '../../../ui/layout/Card.tsx'
import { WarningMark } from '../../patients/public.ts'
import { LeftRow } from './LeftRow.tsx'
import { Name } from '../appointments/Name.tsx'
import { StateControl } from '../appointments/StateControl.tsx'
import type { TodayAppointment, StillLists } from './use-still-lists.ts'
import type { useAppointmentActions } from '../appointments/use-appointment-actions.ts'

type Props = {
  lead: { list: 'treated' | 'waiting' | 'next'; row: TodayAppointment }
  calendar: Calendar
  now: number
  timeZone: string
  canWrite: boolean
  actions: ReturnType<typeof useAppointmentActions>
  onOpen: (id: string) => void
}

/** Whoever is being treated, else waits, else comes next. */
export function leadOf(rows: StillLists): Props['lead'] | undefined {
  for (const list of ['treated', 'waiting', 'next'] as const) {
    const [row] = rows[list]
    if (row) return { list, row }
  }
  return undefined
}

export function LeadAppointment({ lead: { list, row }, calendar, now, timeZone, canWrite, actions, onOpen }: Props) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const { appointment, left } = row
  const time = format.time(appointment.startsAt, timeZone)
  const { birthDate, guardianName } = appointment.patient
  const room = calendar.rooms.find(({ id }) => id === appointment.roomId)?.name
  const about = factLine([appointment.service.name, birthDate && format.age(birthDate), guardianName, room])
  return (
    <Card title={t(`today.${list}`)}>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <span className="text-20 text-muted tabular-nums">{time}</span>
        <button
          type="button"
          onClick={() => onOpen(appointment.id)}
          className="min-h-11 min-w-0 flex-1 basis-60 cursor-default rounded-md text-start hover:bg-hover"
        >
          <Name className="text-20 font-semibold">{appointment.patient.name}</Name>
          <Name className="text-muted">{about}</Name>
          <WarningMark warnings={appointment.patient.warnings} isNamed className="mt-1" />
        </button>
        {canWrite && (
          <span className="flex items-center gap-2">
            {left ? (
              <LeftRow appointment={appointment} now={now} actions={actions} isGone={left === 'gone'} />
            ) : (
              <StateControl appointment={appointment} now={now} when={time} actions={actions} />
            )}
          </span>
        )}
      </div>
    </Card>
  )
}
