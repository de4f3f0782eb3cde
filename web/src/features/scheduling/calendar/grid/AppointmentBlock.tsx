import { isHere, isOver, isKept, occupies } from '@polyclinic/contract/scheduling/appointment-states.ts'
import { memo } from 'react'
import { hueClass } from '../../../../ui/signs/Avatar.tsx'
import { cx } from '../../../../ui/class-names.ts'
import { hueOf, type PlacedAppointment } from '../board-model.ts'
import { Name } from '../../appointments/Name.tsx'
import { PatientName } from '../../appointments/PatientName.tsx'
import { stateIcons } from '../../appointments/appointment-state.tsx'
import type { AppointmentWords } from '../../appointments/appointment-words.ts'

type Props = {
  placed: PlacedAppointment
  words: AppointmentWords
  pxPerMinute: number
  isTabStop: boolean
  isActive: boolean
  canMove: boolean
}

const gap = 2

export const AppointmentBlock = memo(function AppointmentBlock({
  placed,
  words,
  pxPerMinute,
  isTabStop,
  isActive,
  canMove,
}: Props) {
  const { appointment, from, to } = placed
  const height = Math.max((to - from) * pxPerMinute - gap, 14)
  const isMovable = canMove && appointment.abilities.move.allowed
  return (
    <button
      type="button"
      data-visit={appointment.id}
      tabIndex={isTabStop ? 0 : -1}
      aria-current={isActive || undefined}
      className={cx(
        hueClass(hueOf(appointment.service.hue)),
        blockLook(appointment),
        height < 22 ? 'py-0' : 'py-[3px]',
        isMovable ? 'cursor-grab' : 'cursor-default',
      )}
      style={{
        top: from * pxPerMinute + 1,
        height,
        ...widthOf(placed),
      }}
    >
      <span className="sr-only">{words.label(placed)}</span>
      <AppointmentFace placed={placed} height={height} words={words} />
      {isMovable && <span data-resize="" className="absolute inset-x-0 -bottom-px h-1.5 cursor-ns-resize" />}
    </button>
  )
}, isSameBlock)

/** Pixels that an appointment leaves to a cancelled one whose time it has. */
const aside = 20

/** A cancelled appointment stands at the end of its column, so that the free time before it can be pressed. */
function widthOf({ appointment, lane, isBesideOther }: PlacedAppointment) {
  const [start, share] = !occupies(appointment.state) ? [56, 44] : [0, 100]
  if (!occupies(appointment.state) && isBesideOther) return { insetInlineEnd: 3, width: aside - 4 }
  const isAtEnd = lane.lane + lane.span === lane.lanes
  return {
    insetInlineStart: `calc(${start + (lane.lane / lane.lanes) * share}% + 3px)`,
    width: `calc(${(lane.span / lane.lanes) * share}% - ${isBesideOther && isAtEnd ? 6 + aside : 6}px)`,
  }
}

type FaceProps = { placed: PlacedAppointment; height: number; words: AppointmentWords }

/** What fits into an appointment of this height; read aloud is the whole label instead. */
function AppointmentFace({ placed: { appointment, place }, height, words }: FaceProps) {
  const Icon = stateIcons[appointment.state]
  if (height < 34) {
    return (
      <span
        aria-hidden="true"
        className={cx('flex min-w-0 items-center gap-1 text-12', height < 24 && 'h-full leading-[15px]')}
      >
        <Icon className="size-3 shrink-0 @max-[3.5rem]:hidden" />
        <PatientName patient={appointment.patient} />
        <span className="shrink-0 tabular-nums @max-[7.5rem]:hidden">{words.shortTime(place.start)}</span>
      </span>
    )
  }
  const isTall = height >= 54
  return (
    <span aria-hidden="true" className="contents">
      <span className="flex min-w-0 items-center gap-1">
        <PatientName patient={appointment.patient} className="me-auto text-13 leading-4" />
        <Icon className="size-3.5 shrink-0 @max-[3.5rem]:hidden" />
      </span>
      <span className="flex min-w-0 gap-1 truncate text-12 tabular-nums">
        <span className="shrink-0">{isTall ? words.range(place.start, place.end) : words.time(place.start)}</span>
        {!isTall && <Name>{appointment.service.name}</Name>}
      </span>
      {isTall && <Name className="text-12">{appointment.service.name}</Name>}
      {height >= 74 && appointment.note && <Name className="text-12 text-muted">{appointment.note}</Name>}
    </span>
  )
}

const base =
  '@container absolute flex flex-col items-stretch justify-start touch-pan-y overflow-hidden rounded-[6px] border-s-[3px] border-hue-line px-1.5 text-start select-none ' +
  'hover:z-10 focus-visible:z-10 focus-visible:outline-offset-1 data-dragging:opacity-40 aria-[current]:z-10 ' +
  'aria-[current]:outline-2 aria-[current]:outline-hue-line'

// Stripes say "booked over another appointment on purpose" without colour.
const stripes =
  'bg-[repeating-linear-gradient(-45deg,transparent_0_5px,color-mix(in_oklab,var(--hue-line)_20%,transparent)_5px_8px)]'

/** Struck and without a ground of its own, below all that takes time. */
const cancelledLook =
  'z-0 border border-dashed border-line-strong bg-surface text-muted [&_.font-semibold]:font-normal [&_.font-semibold]:line-through'

/** Soft for what is to come, strong for who is here, pale for what is over. */
export function blockLook(appointment: PlacedAppointment['appointment']) {
  const { state } = appointment
  if (!occupies(state)) return cx(base, cancelledLook)
  return cx(
    base,
    'z-[1]',
    isHere(state)
      ? 'bg-hue text-white [&_.text-muted]:text-white'
      : isOver(state)
        ? 'bg-sunken text-muted shadow-[inset_0_0_0_1px_var(--line)]'
        : 'bg-hue-soft text-ink',
    appointment.isOverbooked && !isHere(state) && stripes,
    !isKept(state) && '[&_.font-semibold]:line-through',
  )
}

function isSameBlock(a: Props, b: Props) {
  return (
    a.placed.appointment === b.placed.appointment &&
    a.placed.from === b.placed.from &&
    a.placed.to === b.placed.to &&
    a.placed.place.start === b.placed.place.start &&
    a.placed.place.end === b.placed.place.end &&
    a.placed.lane.lane === b.placed.lane.lane &&
    a.placed.lane.lanes === b.placed.lane.lanes &&
    a.placed.lane.span === b.placed.lane.span &&
    a.placed.isBesideOther === b.placed.isBesideOther &&
    a.pxPerMinute === b.pxPerMinute &&
    a.isTabStop === b.isTabStop &&
    a.isActive === b.isActive &&
    a.canMove === b.canMove &&
    a.words === b.words
  )
}
