import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { CalendarFacts } from '../appointment-links/view.ts'

interface Entry {
  url: string
  title: string
  /** `PUBLISH` where nobody is invited: the entry is downloaded (RFC 5546 §3.2.1). */
  method: 'REQUEST' | 'CANCEL' | 'PUBLISH'
  /** The address that sends it: the same in every entry of an appointment, else calendars drop what follows (RFC 6047 §2.3). */
  organizer: string
  attendee?: { name: string; email: string }
}

/**
 * The appointment as a calendar entry (RFC 5545, 5546): the UID never changes, SEQUENCE rises with each change, times are UTC.
 * Nothing clinical is in it: calendars are shared. Nobody is asked to answer: the page behind the link takes the answer.
 */
export function calendarEntry(facts: CalendarFacts, { url, title, method, organizer, attendee }: Entry): string {
  const calendar = ical({
    prodId: '//Polyclinic//Visits//EN',
    method: ICalCalendarMethod[method],
  })
  calendar.createEvent({
    id: `${facts.appointmentId}@polyclinic`,
    sequence: facts.icsSequence,
    status: method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    start: new Date(facts.startsAt),
    end: new Date(facts.endsAt),
    summary: title,
    location: [facts.clinic.name, facts.clinic.address].filter(Boolean).join(', '),
    url,
    organizer: { name: facts.organization.name, email: organizer },
    ...(attendee && {
      attendees: [
        {
          ...attendee,
          role: ICalAttendeeRole.REQ,
          status: ICalAttendeeStatus.ACCEPTED,
          rsvp: false,
        },
      ],
    }),
  })
  // the last line ends as every line does (RFC 5545 §3.1)
  return `${calendar.toString()}\r\n`
}
