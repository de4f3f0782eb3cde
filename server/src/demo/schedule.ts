import { minute } from '@polyclinic/contract/kit/durations.ts'
import type { AppointmentState } from '@polyclinic/contract/scheduling/appointment-states.ts'
import { minutesOf } from '@polyclinic/contract/kit/minutes.ts'
import { wallClockOf } from '../features/scheduling/availability/wall-clock.ts'
import { demoId, pick, randomOf } from './ids.ts'
import type { DemoOrganization } from './organizations/organization.ts'

export interface DemoAppointment {
  id: string
  patientId: string
  serviceId: string
  practitionerId: string
  clinicId: string
  roomId: string | null
  startsAt: string
  endsAt: string
  after: number
  state: AppointmentState
  cancellation: 'client' | 'late' | null
}

/** Days that are filled before and after today. */
const past = 21
const future = 28

/**
 * Fills the practitioners' hours with appointments, with gaps as a real day has them; the same for the same day.
 * `only`: patients who come to one clinic and no other.
 */
export function demoSchedule(
  organization: DemoOrganization,
  patientIds: string[],
  now: number,
  only: ReadonlyMap<string, string> = new Map(),
): DemoAppointment[] {
  const { slug } = organization
  const clock = wallClockOf(organization.timeZone)
  const today = clock.dateOf(now)
  const appointments: DemoAppointment[] = []
  // nobody comes twice on one day
  const appointmentsOf = new Map<string, number>()
  const coming = new Map<string, Set<string>>()
  for (const practitioner of organization.practitioners) {
    const offered = organization.services.filter((service) => !service.by || service.by.includes(practitioner.key))
    const weighted = offered.flatMap((service) => Array.from({ length: service.weight }, () => service))
    for (const work of practitioner.works) {
      const rooms = organization.rooms.filter((room) => room.clinic === work.clinic && !room.capacity)
      const colleagues = organization.practitioners.filter((each) =>
        each.works.some(({ clinic }) => clinic === work.clinic),
      )
      const room = rooms[colleagues.indexOf(practitioner)]
      const comingHere = patientIds.filter((id) => (only.get(id) ?? work.clinic) === work.clinic)
      for (let day = -past; day <= future; day++) {
        const date = today.add({ days: day })
        if (!work.weekdays.includes(date.dayOfWeek)) continue
        const random = randomOf(slug, practitioner.key, work.clinic, date.toString())
        // the further ahead, the emptier the book
        const fill = day <= 0 ? 0.86 : Math.max(0.2, 0.8 - day * 0.025)
        const spans: [from: string, to: string][] = [[work.from, work.to]]
        if (work.until && work.again) spans.push([work.until, work.again])
        for (const [from, to] of spans) {
          const end = clock.instantOf(date, minutesOf(to))
          let at = clock.instantOf(date, minutesOf(from))
          let nth = 0
          while (at < end) {
            const service = pick(random, weighted)
            const until = at + service.minutes * minute
            if (random() > fill || until > end) {
              at += 15 * minute
              continue
            }
            const states = statesAt(at, until, now, day, random)
            const onThatDay = coming.get(date.toString()) ?? new Set()
            coming.set(date.toString(), onThatDay)
            const free = comingHere.filter((id) => !onThatDay.has(id))
            // of a few, whoever came least
            const patientId = [0, 1, 2, 3]
              .map(() => pick(random, free.length > 0 ? free : comingHere))
              .toSorted((a, b) => (appointmentsOf.get(a) ?? 0) - (appointmentsOf.get(b) ?? 0))[0] as string
            appointmentsOf.set(patientId, (appointmentsOf.get(patientId) ?? 0) + 1)
            onThatDay.add(patientId)
            // the quarter of an hour after it
            const next = Math.ceil((until + (service.after ?? 0) * minute) / (15 * minute)) * 15 * minute
            appointments.push({
              id: demoId(slug, 'visit', practitioner.key, date.toString(), from, String(nth++)),
              patientId,
              serviceId: demoId(slug, 'service', service.key),
              practitionerId: demoId(slug, 'practitioner', practitioner.key),
              clinicId: demoId(slug, 'clinic', work.clinic),
              roomId: room ? demoId(slug, 'room', room.key) : null,
              startsAt: new Date(at).toISOString(),
              endsAt: new Date(until).toISOString(),
              after: service.after ?? 0,
              ...states,
            })
            at = next
          }
        }
      }
    }
  }
  return appointments
}

function statesAt(
  at: number,
  end: number,
  now: number,
  day: number,
  random: () => number,
): Pick<DemoAppointment, 'state' | 'cancellation'> {
  const chance = random()
  const uncancelled = (state: AppointmentState) => ({ state, cancellation: null })
  if (chance < 0.04) return { state: 'cancelled', cancellation: chance < 0.01 ? 'late' : 'client' }
  if (end < now - 10 * minute) return uncancelled(chance < 0.09 ? 'no-show' : 'completed')
  if (at <= now) return uncancelled('in-progress')
  if (at < now + 25 * minute) return uncancelled(chance < 0.6 ? 'arrived' : 'confirmed')
  return uncancelled(chance < 0.9 - day * 0.08 ? 'confirmed' : 'booked')
}
