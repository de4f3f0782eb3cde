import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { VisitFacts } from '../visits/view.ts'

/**
 * The visit as a calendar entry (RFC 5545): the UID never changes, SEQUENCE rises with each change, times are UTC.
 * Nothing clinical is in it: calendars are shared.
 */
export function calendarEntry(
  facts: VisitFacts,
  { url, title, method }: { url: string; title: string; method: 'REQUEST' | 'CANCEL' },
): string {
  const calendar = ical({
    prodId: '//Polyclinic//Visits//EN',
    method: method === 'CANCEL' ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  })
  const [recipient] = facts.recipients
  calendar.createEvent({
    id: `${facts.appointmentId}@polyclinic`,
    sequence: method === 'CANCEL' ? facts.icsSequence + 1 : facts.icsSequence,
    status: method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    start: new Date(facts.startsAt),
    end: new Date(facts.endsAt),
    summary: title,
    location: [facts.clinic.name, facts.clinic.address].filter(Boolean).join(', '),
    url,
    organizer: { name: facts.organization.name, email: 'no-reply@polyclinic.invalid' },
    ...(recipient && { attendees: [{ name: recipient.name, email: recipient.email }] }),
  })
  return calendar.toString()
}
