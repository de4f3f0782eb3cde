import type { Calendar } from '@polyclinic/contract/scheduling/calendar.ts'
import { groupedSpans, placeOfVisit, spanOf, type Overrides, type Place, type Span } from './board-model.ts'
import { covers, overlaps } from './lanes.ts'

/** Why a visit cannot simply be put somewhere: `ask` can be done deliberately, `refused` not at all. */
export type Finding = {
  code: 'past' | 'away' | 'taken' | 'room-taken' | 'closed' | 'off'
  severity: 'refused' | 'ask'
  name?: string
}

/** Judges a place as the server would, so that a drag can show it before anything is sent. */
export type Judge = (place: Place, visitId?: string) => Finding | undefined

/** States that no longer occupy their time. */
const isFree = new Set(['cancelled', 'no-show'])

/** A judge over one calendar; built once per drag, asked on every move. */
export function judgeOf(calendar: Calendar, overrides: Overrides, mayOverbook: boolean, now: () => number): Judge {
  const open = calendar.open.map(spanOf)
  const working = groupedSpans(calendar.working)
  const away = groupedSpans(calendar.notAvailable)
  const roomIds = new Set(calendar.rooms.map(({ id }) => id))
  const taken = calendar.appointments
    .filter(({ state }) => !isFree.has(state))
    .map((visit) => ({ visit, place: placeOfVisit(visit, overrides) }))
  const severity = mayOverbook ? 'ask' : 'refused'

  return (place, visitId) => {
    const span: Span = { from: place.startsAt, to: place.endsAt }
    if ((away.get(place.practitionerId) ?? []).some((each) => overlaps(each, span)))
      return { code: 'away', severity: 'refused' }
    if (place.startsAt < now()) return { code: 'past', severity: 'refused' }
    const inTheWay = taken.filter(
      (each) => each.visit.id !== visitId && overlaps({ from: each.place.startsAt, to: each.place.endsAt }, span),
    )
    const met = inTheWay.find((each) => each.place.practitionerId === place.practitionerId)
    if (met) return { code: 'taken', severity, name: met.visit.patient.name }
    const roomMet =
      place.roomId && roomIds.has(place.roomId) && inTheWay.find((each) => each.place.roomId === place.roomId)
    if (roomMet) return { code: 'room-taken', severity, name: roomMet.visit.patient.name }
    if (!covers(open, span.from, span.to)) return { code: 'closed', severity: 'ask' }
    if (!covers(working.get(place.practitionerId) ?? [], span.from, span.to)) return { code: 'off', severity: 'ask' }
    return undefined
  }
}
