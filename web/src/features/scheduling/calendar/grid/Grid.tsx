import { useRef, type ReactNode } from 'react'
import { useFormat } from '../../../../kit/texts/format.ts'
import { cx } from '../../../../ui/class-names.ts'
import { NowLine } from '../../times/NowLine.tsx'
import { noRoom, type Column } from '../board-model.ts'
import { aimAtTime } from './drag-aim.ts'
import { freeTimeAt } from './grid-surface.ts'
import { GridColumn } from './GridColumn.tsx'
import { columnLabel } from './GridHead.tsx'
import { Gutter } from './Gutter.tsx'
import { PendingSlot, type Pending } from './PendingSlot.tsx'
import { SlotHint } from './SlotHint.tsx'
import { TimeCursor } from './TimeCursor.tsx'
import { useFirstScroll } from './use-first-scroll.ts'
import { useAppointmentSurface, AppointmentSurface, type SurfaceProps } from './AppointmentSurface.tsx'

export type GridProps = SurfaceProps & {
  head: (column: Column) => ReactNode
  pending?: Pending
  onBook: (start: number, column: Column) => void
}

const gutterWidth = 76
const leastWidth = 132

export function Grid(props: GridProps) {
  const { columns, axis, days, timeZone, pxPerMinute, canWrite, onBook } = props
  const format = useFormat()
  const scroller = useRef<HTMLDivElement>(null)
  const columnsPerDay = columns.length / days.length
  useFirstScroll(scroller, props)
  const stage = useAppointmentSurface(props, {
    scroller,
    aimOf: aimAtTime,
    prefixOf: days.length > 1 ? (index) => format.shortDate(columns[index]!.day.date) : undefined,
    bookingAt: (index, top) => {
      const start = freeTimeAt({ axis, columns, pxPerMinute }, index, top)
      return start === undefined ? undefined : () => onBook(start, columns[index]!)
    },
  })
  const { surface, body, isRightToLeft } = stage
  const weights = columns.map(weightOf)
  const layout = { gridTemplateColumns: `${gutterWidth}px ${weights.map((each) => `minmax(0, ${each}fr)`).join(' ')}` }

  return (
    <AppointmentSurface
      of={stage}
      layout={layout}
      minWidth={
        columns.length > 1 ? gutterWidth + weights.reduce((sum, each) => sum + each, 0) * leastWidth : undefined
      }
      className="scroll-ps-[76px]"
      head={<Heads {...props} columnsPerDay={columnsPerDay} />}
      body={{ className: 'grid', style: { ...layout, height: axis.minutes * pxPerMinute } }}
    >
      <Gutter axis={axis} pxPerMinute={pxPerMinute} />
      <Columns {...props} stage={stage} columnsPerDay={columnsPerDay} />
      <NowLine axis={axis} days={days} columnsPerDay={columnsPerDay} pxPerMinute={pxPerMinute} />
      {props.pending && <PendingSlot surface={surface} pending={props.pending} />}
      {canWrite && <SlotHint body={body} surface={surface} timeZone={timeZone} />}
      {canWrite && (
        <TimeCursor
          surface={surface}
          timeZone={timeZone}
          isRightToLeft={isRightToLeft}
          isDayNamed={days.length > 1}
          onBook={onBook}
        />
      )}
    </AppointmentSurface>
  )
}

const Heads = ({ columns, columnsPerDay, head }: GridProps & { columnsPerDay: number }) =>
  columns.map((column, index) => (
    <div
      key={column.key}
      className={cx(
        'flex min-w-0 items-center border-s px-3',
        index > 0 && index % columnsPerDay === 0 ? 'border-line-strong' : 'border-line',
      )}
    >
      {head(column)}
    </div>
  ))

type ColumnsProps = GridProps & { columnsPerDay: number; stage: ReturnType<typeof useAppointmentSurface> }

function Columns({ columns, days, activeId, canWrite, pxPerMinute, columnsPerDay, stage }: ColumnsProps) {
  const format = useFormat()
  const { tabStop, words } = stage
  return columns.map((column, index) => (
    <GridColumn
      key={column.key}
      column={column}
      index={index}
      label={columnLabel(column, days.length > 1, format.longDate)}
      words={words}
      pxPerMinute={pxPerMinute}
      tabStop={column.appointments.some(({ appointment }) => appointment.id === tabStop) ? tabStop : undefined}
      activeId={column.appointments.some(({ appointment }) => appointment.id === activeId) ? activeId : undefined}
      canWrite={canWrite}
      isFirstOfDay={index > 0 && days.length > 1 && index % columnsPerDay === 0}
    />
  ))
}

/** Appointments without a room overlap as they like, so their column is as wide as several. */
function weightOf({ resource, appointments }: Column) {
  return resource.id === noRoom ? Math.min(Math.max(1, ...appointments.map(({ lane }) => lane.lanes)), 4) : 1
}
