import type { Clinic } from '@polyclinic/contract/organizations/clinics.ts'
import type { Practitioner } from '@polyclinic/contract/scheduling/practitioners.ts'
import { minutesOf } from '@polyclinic/contract/kit/minutes.ts'

type Hours = { clinicId: string; weekday: number; from: string; to: string }

type Choice = {
  clinics: readonly Clinic[]
  practitioner?: Pick<Practitioner, 'clinicIds'>
  /** Where the practitioner has hours today, the first to go to first. */
  hoursToday?: readonly string[]
  /** The same for appointments. */
  appointmentsToday?: readonly string[]
  /** Chosen by hand since signing in. */
  chosen?: string | null
  /** On this device, by whomever. */
  lastUsed?: string | null
}

/** The clinic to begin in: the one chosen, where one works today, where this device was used last, where one works at all. */
export function clinicToStartAt({ clinics, practitioner, hoursToday, appointmentsToday, chosen, lastUsed }: Choice) {
  const own = practitioner?.clinicIds ?? []
  const isOwn = (id: string) => own.includes(id)
  // A practitioner begins where somebody else left off only if they work there as well.
  const last = lastUsed && (own.length === 0 || isOwn(lastUsed)) ? lastUsed : undefined
  const inOrder = [chosen, ...(hoursToday ?? []), ...(appointmentsToday ?? []), last, ...own]
  const known = inOrder.map((id) => clinics.find((clinic) => clinic.id === id))
  return known.find((clinic) => clinic !== undefined) ?? clinics[0]
}

/** The clinics in which these hours are today: where one is or goes next comes first, what is over last. */
export function clinicsOfToday(hours: readonly Hours[], clinics: readonly Clinic[], now: Temporal.Instant): string[] {
  const today = hours.flatMap(({ clinicId, weekday, from, to }) => {
    const clinic = clinics.find(({ id }) => id === clinicId)
    if (!clinic) return []
    const there = now.toZonedDateTimeISO(clinic.timeZone)
    if (there.dayOfWeek !== weekday) return []
    const minute = there.hour * 60 + there.minute
    return [{ clinicId, isOver: minutesOf(to) <= minute, startsIn: minutesOf(from) - minute }]
  })
  today.sort((a, b) => Number(a.isOver) - Number(b.isOver) || a.startsIn - b.startsIn)
  return [...new Set(today.map(({ clinicId }) => clinicId))]
}
