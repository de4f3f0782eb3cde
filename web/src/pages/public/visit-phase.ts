import type { Visit } from '@polyclinic/contract/scheduling/visits.ts'

export type VisitPageState = 'show' | 'confirming' | 'cancelled' | 'not-found' | 'refused' | 'unconfirmed'

/** What the page says: the asked-for state where it still holds, else what the visit itself tells. */
export type VisitPhase =
  | 'booked'
  | 'confirmed'
  | 'here'
  | 'past'
  | 'cancelled'
  | 'confirming'
  | 'refused'
  | 'unconfirmed'
  | 'not-found'

export function visitPhase(state: VisitPageState, visit: Visit | undefined, isOver: boolean): VisitPhase {
  if (!visit || state === 'not-found') return state === 'refused' ? 'refused' : 'not-found'
  if (state === 'cancelled' || visit.state === 'cancelled') return 'cancelled'
  if (state === 'refused' || state === 'unconfirmed') return state
  // A page opened long ago can ask for a confirmation that nobody may give any more.
  if (state === 'confirming') return visit.canCancel ? 'confirming' : 'refused'
  if (visit.state === 'completed' || visit.state === 'no-show') return 'past'
  if (visit.state === 'arrived' || visit.state === 'in-progress') return 'here'
  if (isOver) return 'past'
  return visit.state === 'confirmed' ? 'confirmed' : 'booked'
}
