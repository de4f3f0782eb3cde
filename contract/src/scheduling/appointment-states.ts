import { minute } from '../kit/durations.ts'

interface Meaning {
  /** `ahead`: the patient is expected; `here`: has come and is not done. */
  phase: 'ahead' | 'here' | 'over'
  /** Its time is free again. */
  isCalledOff?: true
  /** Nobody came; its time was kept. */
  isMissed?: true
}

/** FHIR AppointmentStatus in the clinic's words: how to add one says docs/how-to/add-an-appointment-state.md. */
const meanings = {
  booked: { phase: 'ahead' },
  confirmed: { phase: 'ahead' },
  arrived: { phase: 'here' },
  'in-progress': { phase: 'here' },
  completed: { phase: 'over' },
  cancelled: { phase: 'over', isCalledOff: true },
  'no-show': { phase: 'over', isMissed: true },
} as const satisfies Record<string, Meaning>

export type AppointmentState = keyof typeof meanings
export const appointmentStates = Object.keys(meanings) as AppointmentState[]

const meaningOf = (state: AppointmentState): Meaning => meanings[state]

export const isExpected = (state: AppointmentState) => meaningOf(state).phase === 'ahead'
export const isHere = (state: AppointmentState) => meaningOf(state).phase === 'here'
export const isOver = (state: AppointmentState) => meaningOf(state).phase === 'over'
export const occupies = (state: AppointmentState) => !meaningOf(state).isCalledOff
export const isKept = (state: AppointmentState) => occupies(state) && !meaningOf(state).isMissed

/** How long before its start an appointment's patient may be here, be treated and be done. */
export const earlyMinutes = 120
/** How long after its end an appointment may still be cancelled or brought back. */
export const lateMinutes = 24 * 60

/** A moment of the appointment's own: minutes after its start or end, negative: before. */
interface Mark {
  of: 'start' | 'end'
  minutes: number
}

interface Rule {
  from: readonly AppointmentState[]
  /** The first moment at which it may be done; absent: always. */
  opens?: Mark
  /** The first moment at which it may no longer be done; absent: never. */
  closes?: Mark
}

const shortlyBefore: Mark = { of: 'start', minutes: -earlyMinutes }
const longAfter: Mark = { of: 'end', minutes: lateMinutes }

export const appointmentCan = {
  move: { from: ['booked', 'confirmed', 'arrived'] },
  cancel: { from: ['booked', 'confirmed', 'arrived'], closes: longAfter },
  confirm: { from: ['booked'], closes: { of: 'start', minutes: 0 } },
  arrive: { from: ['booked', 'confirmed', 'no-show'], opens: shortlyBefore },
  start: { from: ['booked', 'confirmed', 'arrived'], opens: shortlyBefore },
  complete: { from: ['arrived', 'in-progress'], opens: shortlyBefore },
  miss: { from: ['booked', 'confirmed'], opens: { of: 'start', minutes: 0 } },
} as const satisfies Record<string, Rule>

export const stateAfter = {
  confirm: 'confirmed',
  arrive: 'arrived',
  start: 'in-progress',
  complete: 'completed',
  miss: 'no-show',
} as const satisfies Partial<Record<keyof typeof appointmentCan, AppointmentState>>

export type AppointmentStep = keyof typeof stateAfter
export const appointmentSteps = Object.keys(stateAfter) as AppointmentStep[]

/** What leads into each state, so that its way back is where that can come from. */
const waysInto: Partial<Record<AppointmentState, keyof typeof appointmentCan>> = {
  ...Object.fromEntries(appointmentSteps.map((step) => [stateAfter[step], step])),
  cancelled: 'cancel',
}

/** To which states each one may be taken back: every step and every cancellation was perhaps a slip of the hand. */
export const statesBefore = (state: AppointmentState): readonly AppointmentState[] => {
  const way = waysInto[state]
  return way ? appointmentCan[way].from : []
}

export type AppointmentAction = keyof typeof appointmentCan | 'correct'
export const appointmentActions = [...Object.keys(appointmentCan), 'correct'] as AppointmentAction[]

export type Hindrance = 'wrong-state' | 'too-early' | 'too-late'

export interface AppointmentMoment {
  state: AppointmentState
  startsAt: string
  endsAt: string
  earlierState?: AppointmentState
}

const momentOf = ({ startsAt, endsAt }: AppointmentMoment, { of, minutes }: Mark) =>
  Date.parse(of === 'start' ? startsAt : endsAt) + minutes * minute

/** Between which moments a thing may be done to an appointment, in epoch milliseconds. */
export function windowOf(
  action: keyof typeof appointmentCan,
  appointment: AppointmentMoment,
): { opens?: number; closes?: number } {
  const { opens, closes }: Rule = appointmentCan[action]
  return {
    ...(opens && { opens: momentOf(appointment, opens) }),
    ...(closes && { closes: momentOf(appointment, closes) }),
  }
}

function outsideOf({ opens, closes }: { opens?: number; closes?: number }, now: number): Hindrance | undefined {
  if (opens !== undefined && now < opens) return 'too-early'
  return closes !== undefined && now >= closes ? 'too-late' : undefined
}

/** Why a thing cannot be done to an appointment at a moment; undefined: it can. */
export function hindranceOf(
  action: keyof typeof appointmentCan,
  appointment: AppointmentMoment,
  now: number,
): Hindrance | undefined {
  const { from }: Rule = appointmentCan[action]
  return from.includes(appointment.state) ? outsideOf(windowOf(action, appointment), now) : 'wrong-state'
}

/** Why an appointment cannot be taken back to an earlier state; what needs a time of its own needs it here, too. */
export function correctionHindrance(
  appointment: AppointmentMoment,
  to: AppointmentState,
  now: number,
): Hindrance | undefined {
  if (!statesBefore(appointment.state).includes(to)) return 'wrong-state'
  if (to === 'no-show') return outsideOf(windowOf('miss', appointment), now)
  return appointment.state === 'cancelled' ? outsideOf(windowOf('cancel', appointment), now) : undefined
}

/** The states to which an appointment may be taken back now, the one that it came from first. */
export function correctionsOf(appointment: AppointmentMoment, now: number): AppointmentState[] {
  const { earlierState } = appointment
  return statesBefore(appointment.state)
    .filter((to) => correctionHindrance(appointment, to, now) === undefined)
    .toSorted((a, b) => Number(b === earlierState) - Number(a === earlierState))
}

/** The states that an appointment went through before `to`, once it has been taken back there. */
export function pathBackTo(earlier: readonly AppointmentState[], to: AppointmentState): AppointmentState[] {
  const known = earlier.lastIndexOf(to)
  const path = known === -1 ? earlier : earlier.slice(0, known)
  const last = path.findLastIndex((state) => statesBefore(to).includes(state))
  return path.slice(0, last + 1)
}

/** Whether the caller may do each thing to an appointment now and, if not, why not. */
export function abilitiesOf(
  appointment: AppointmentMoment,
  now: number,
  mayWrite: boolean,
): Record<AppointmentAction, { allowed: boolean; reason?: Hindrance | 'not-allowed' }> {
  const reasonOf = (action: AppointmentAction): Hindrance | 'not-allowed' | undefined => {
    if (!mayWrite) return 'not-allowed'
    if (action !== 'correct') return hindranceOf(action, appointment, now)
    const earlier = statesBefore(appointment.state)
    const reasons = earlier.map((to) => correctionHindrance(appointment, to, now))
    return reasons.includes(undefined) ? undefined : (reasons[0] ?? 'wrong-state')
  }
  return Object.fromEntries(
    appointmentActions.map((action) => {
      const reason = reasonOf(action)
      return [action, reason ? { allowed: false, reason } : { allowed: true }]
    }),
  ) as ReturnType<typeof abilitiesOf>
}

/** What usually comes next; who is booked is asked to confirm until they can be here. */
const usualSteps: Partial<Record<AppointmentState, readonly AppointmentStep[]>> = {
  booked: ['arrive', 'confirm'],
  confirmed: ['arrive'],
  arrived: ['start'],
  'in-progress': ['complete'],
}

export const nextStepOf = (appointment: AppointmentMoment, now: number): AppointmentStep | undefined =>
  usualSteps[appointment.state]?.find((step) => hindranceOf(step, appointment, now) === undefined)
