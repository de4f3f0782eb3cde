import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../../kit/texts/format.ts'
import { isIdle, standing, type Column, type Resource } from '../board-model.ts'
import { aimAtCell } from '../grid/drag-aim.ts'
import { columnLabel, DayHead, ResourceHead } from '../grid/GridHead.tsx'
import { useAppointmentSurface, AppointmentSurface, type SurfaceProps } from '../grid/AppointmentSurface.tsx'
import { WeekCell } from './WeekCell.tsx'

type Props = SurfaceProps & {
  resources: readonly Resource[]
  today: string
  onBookDay: (column: Column) => void
  onChooseResource: (id: string) => void
  onChooseDay: (date: string) => void
}

/** The week of everybody: a row each, a cell per day, the appointments in it as lines. Days and people can be told apart at a glance, which a time grid of 56 columns cannot. */
export function WeekRows(props: Props) {
  const { days, resources } = props
  const format = useFormat()
  const scroller = useRef<HTMLDivElement>(null)
  // Cells run along the rows, so that the arrow keys walk from day to day.
  const columns = useMemo(
    () => rowsFirst(props.columns, resources.length, days.length),
    [props.columns, resources.length, days.length],
  )
  const stage = useAppointmentSurface(
    { ...props, columns },
    {
      scroller,
      aimOf: aimAtCell,
      prefixOf: (index) => `${format.shortDate(columns[index]!.day.date)} · ${columns[index]!.resource.name}`,
      bookingAt: (index) => () => props.onBookDay(columns[index]!),
      rowLength: days.length,
    },
  )
  const layout = {
    gridTemplateColumns: `clamp(140px, 16%, 208px) ${days.map((day) => dayWidth(columns, day.date)).join(' ')}`,
  }

  return (
    <AppointmentSurface
      of={stage}
      layout={layout}
      minWidth={920}
      className="scroll-ps-[200px]"
      head={<DayHeads {...props} columns={columns} />}
    >
      {resources.map((resource, row) => (
        <div key={resource.id} className="grid border-b border-line" style={layout}>
          <button
            type="button"
            onClick={() => props.onChooseResource(resource.id)}
            className="sticky start-0 z-10 flex min-h-24 min-w-0 cursor-default items-start bg-surface px-3 pt-3 hover:bg-sunken focus-visible:-outline-offset-2"
          >
            <ResourceHead resource={resource} />
          </button>
          <Cells {...props} columns={columns} row={row} stage={stage} />
        </div>
      ))}
    </AppointmentSurface>
  )
}

function DayHeads({ columns, days, today, onChooseDay }: Props) {
  const { t } = useTranslation('scheduling')
  return days.map((day, index) => (
    <button
      key={day.date}
      type="button"
      onClick={() => onChooseDay(day.date)}
      className="flex min-w-0 cursor-default items-center border-s border-line px-2.5 text-start hover:bg-hover focus-visible:-outline-offset-2"
    >
      <DayHead
        date={day.date}
        isToday={day.date === today}
        note={dayNote(columns, index, days.length, (count) => t('totals.visits', { count }))}
      />
    </button>
  ))
}

type CellsProps = Props & { row: number; stage: ReturnType<typeof useAppointmentSurface> }

function Cells({ columns, days, today, activeId, canWrite, row, stage }: CellsProps) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  return days.map((day, nth) => {
    const index = row * days.length + nth
    const column = columns[index]!
    const has = (id: string | undefined) =>
      column.appointments.some(({ appointment }) => appointment.id === id) ? id : undefined
    return (
      <WeekCell
        key={day.date}
        column={column}
        index={index}
        label={t('grid.column', {
          name: columnLabel(column, true, format.longDate),
          count: standing(column.appointments).length,
        })}
        words={stage.words}
        awayText={t('grid.away')}
        tabStop={has(stage.tabStop)}
        activeId={has(activeId)}
        canWrite={canWrite}
        isToday={day.date === today}
      />
    )
  })
}

const rowsFirst = (columns: readonly Column[], rows: number, days: number): Column[] =>
  Array.from({ length: rows * days }, (_, index) => columns[(index % days) * rows + Math.floor(index / days)]!)

/** A day on which nobody works and nothing is booked needs little room. */
function dayWidth(columns: readonly Column[], date: string) {
  const cells = columns.filter(({ day }) => day.date === date)
  const isEmpty = cells.every((cell) => cell.appointments.length === 0 && isIdle(cell))
  return isEmpty ? '92px' : 'minmax(0,1fr)'
}

function dayNote(columns: readonly Column[], dayIndex: number, days: number, text: (count: number) => string) {
  const count = columns
    .filter((_, index) => index % days === dayIndex)
    .reduce((sum, { appointments }) => sum + standing(appointments).length, 0)
  return count > 0 ? text(count) : undefined
}
