/** FHIR AppointmentStatus in the clinic's words. */
export const appointmentStates = [
  'booked',
  'confirmed',
  'arrived',
  'in-progress',
  'completed',
  'cancelled',
  'no-show',
] as const

export type AppointmentState = (typeof appointmentStates)[number]

const from = (...states: AppointmentState[]) => states

/** From which states each thing may be done. */
export const appointmentCan = {
  move: from('booked', 'confirmed', 'arrived'),
  cancel: from('booked', 'confirmed', 'arrived'),
  confirm: from('booked'),
  arrive: from('booked', 'confirmed', 'no-show'),
  start: from('booked', 'confirmed', 'arrived'),
  complete: from('arrived', 'in-progress'),
  miss: from('booked', 'confirmed'),
} as const

export type AppointmentAction = keyof typeof appointmentCan

/** The state that each of the desk's steps leads to. */
export const stateAfter = {
  confirm: 'confirmed',
  arrive: 'arrived',
  start: 'in-progress',
  complete: 'completed',
  miss: 'no-show',
} as const satisfies Partial<Record<AppointmentAction, AppointmentState>>

export type AppointmentStep = keyof typeof stateAfter

export const isAllowed = (action: AppointmentAction, state: AppointmentState) =>
  (appointmentCan[action] as readonly AppointmentState[]).includes(state)
