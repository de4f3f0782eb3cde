import { useMemo } from 'react'
import type { Calendar } from '@polyclinic/contract/scheduling/calendar.ts'
import { columnsOf, noRoom, type Column, type Resource } from './board-model.ts'
import type { Judge } from '../moves/findings.ts'
import { Grid } from './grid/Grid.tsx'
import { DayHead, ResourceHead } from './grid/GridHead.tsx'
import { usePending } from '../bookings/pending-appointment.ts'
import { axisOf, daysFrom } from '../times/time-scale.ts'
import type { useBoardAddress } from './use-board-address.ts'
import type { useMoves } from '../moves/use-moves.ts'
import { WeekRows } from './week/WeekRows.tsx'

type Props = {
  calendar: Calendar
  isBlank: boolean
  address: ReturnType<typeof useBoardAddress>
  resources: readonly Resource[]
  timeZone: string
  pxPerMinute: number
  canWrite: boolean
  moves: ReturnType<typeof useMoves>
  judge: () => Judge | undefined
  nameOf: (id: string | undefined) => string | undefined
  onDragChange: (isDragging: boolean) => void
}

function usePendingPlace(search: ReturnType<typeof useBoardAddress>['search'], by: Resource['kind'], clinicId: string) {
  const pending = usePending()
  if (!search.book) return undefined
  if (!pending) {
    const at = Date.parse(search.at ?? '')
    return Number.isNaN(at) ? undefined : { at, resourceId: search.room ?? search.practitioner }
  }
  if (pending.start === null || pending.clinicId !== clinicId) return undefined
  const resourceId = by === 'room' ? pending.roomId : pending.practitionerId
  return { at: pending.start, minutes: pending.minutes, name: pending.name, resourceId }
}

export function BoardView(props: Props) {
  const { calendar, isBlank, address, resources, timeZone, moves } = props
  const { from, view, today } = address
  const days = useMemo(() => daysFrom(from, view === 'week' ? 7 : 1, timeZone), [from, view, timeZone])
  const axis = useMemo(() => axisOf(days), [days])
  const areCancelledShown = address.search.cancelled === 'included'
  const columns = useMemo(() => {
    const drawn = columnsOf({ calendar, axis, days, resources, overrides: moves.overrides, areCancelledShown })
    return isBlank ? drawn.map((column) => ({ ...column, closed: [], off: [], away: [] })) : drawn
  }, [calendar, axis, days, resources, moves.overrides, isBlank, areCancelledShown])

  const pending = usePendingPlace(address.search, address.by, calendar.clinic.id)
  const shared = {
    columns,
    axis,
    days,
    timeZone,
    pxPerMinute: props.pxPerMinute,
    activeId: address.search.visit,
    pending,
    canWrite: props.canWrite && !isBlank,
    nameOf: props.nameOf,
    judge: props.judge,
    said: moves.said,
    onOpen: address.openAppointment,
    onMoveForm: address.openMove,
    onMove: (
      { appointment }: Column['appointments'][number],
      place: Parameters<typeof moves.move>[1],
      by: 'pointer' | 'keyboard',
    ) => moves.move(appointment, place, by),
    onDragChange: props.onDragChange,
  }
  const wishOf = ({ resource }: Column) =>
    resource.kind === 'room'
      ? { roomId: resource.id === noRoom ? undefined : resource.id }
      : { practitionerId: resource.id }

  if (view === 'week' && resources.length > 1) {
    return (
      <WeekRows
        {...shared}
        resources={resources}
        today={today}
        onBookDay={(column) => address.openBooking({ ...wishOf(column), on: column.day.date })}
        onChooseResource={(who) => address.set({ who }, { replace: true })}
        onChooseDay={(date) => address.set({ date, view: undefined }, { replace: true })}
      />
    )
  }
  return (
    <Grid
      {...shared}
      head={(column) =>
        view === 'week' ? (
          <DayHead date={column.day.date} isToday={column.day.date === today} />
        ) : (
          <ResourceHead resource={column.resource} />
        )
      }
      onBook={(at, column) => address.openBooking({ ...wishOf(column), at })}
    />
  )
}
