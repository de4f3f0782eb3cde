import { memo } from 'react'
import { Plus } from 'lucide-react'
import { hueClass } from '../../../../ui/signs/Avatar.tsx'
import { cx } from '../../../../ui/class-names.ts'
import { hueOf, isIdle, type Column, type PlacedAppointment } from '../board-model.ts'
import { PatientName } from '../../appointments/PatientName.tsx'
import { stateIcons } from '../../appointments/appointment-state.tsx'
import type { AppointmentWords } from '../../appointments/appointment-words.ts'
import { blockLook } from '../grid/AppointmentBlock.tsx'

type Props = {
  column: Column
  index: number
  label: string
  words: AppointmentWords
  awayText: string
  tabStop: string | undefined
  activeId: string | undefined
  canWrite: boolean
  isToday: boolean
}

/** One practitioner's or room's day as lines, in the order of time. A press beside them books on that day. */
export const WeekCell = memo(function WeekCell({
  column,
  index,
  label,
  words,
  awayText,
  tabStop,
  activeId,
  canWrite,
  isToday,
}: Props) {
  const isOff = isIdle(column)
  return (
    <div
      role="group"
      aria-label={label}
      data-column={index}
      className={cx(
        'group/cell flex min-w-0 contain-layout contain-style flex-col gap-0.5 border-s border-line p-1 data-over:bg-accent-soft data-over:outline-2 data-over:-outline-offset-2 data-over:outline-accent',
        isOff ? 'closed-hours bg-sunken' : isToday && 'bg-accent-soft/40',
        canWrite && 'cursor-cell',
      )}
    >
      {column.away.length > 0 && (
        <div className="rounded-[6px] border border-line-strong bg-sunken px-1.5 text-12 text-muted">{awayText}</div>
      )}
      {column.appointments.map((placed) => (
        <AppointmentLine
          key={placed.appointment.id}
          placed={placed}
          words={words}
          isTabStop={placed.appointment.id === tabStop}
          isActive={placed.appointment.id === activeId}
          canMove={canWrite}
        />
      ))}
      {canWrite && !isOff && (
        <span
          aria-hidden="true"
          className="flex h-5 items-center justify-center rounded-[6px] text-accent-ink opacity-0 group-hover/cell:opacity-100"
        >
          <Plus className="size-3.5" />
        </span>
      )}
    </div>
  )
})

type LineProps = {
  placed: PlacedAppointment
  words: AppointmentWords
  isTabStop: boolean
  isActive: boolean
  canMove: boolean
}

const AppointmentLine = memo(function AppointmentLine({ placed, words, isTabStop, isActive, canMove }: LineProps) {
  const { appointment, place } = placed
  const Icon = stateIcons[appointment.state]
  return (
    <button
      type="button"
      data-visit={appointment.id}
      tabIndex={isTabStop ? 0 : -1}
      aria-current={isActive || undefined}
      className={cx(
        hueClass(hueOf(appointment.service.hue)),
        blockLook(appointment),
        'relative! h-[22px] shrink-0 flex-row! items-center! gap-1 text-12',
        canMove && appointment.abilities.move.allowed ? 'cursor-grab' : 'cursor-default',
      )}
    >
      <span className="sr-only">{words.label(placed)}</span>
      <span aria-hidden="true" className="contents">
        <span className="w-[34px] shrink-0 tabular-nums">{words.shortTime(place.start)}</span>
        <PatientName patient={appointment.patient} className="me-auto" />
        <Icon className="size-3 shrink-0" />
      </span>
    </button>
  )
})
