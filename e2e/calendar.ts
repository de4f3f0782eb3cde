import type { Locator, Page } from '@playwright/test'
import { Api } from './api.ts'

export interface Slot {
  startsAt: string
  endsAt: string
}

interface Listed {
  items: { id: string; name: string; displayName: string }[]
}

const minute = 60_000

/** The date so many working days from today (at least one), so that every organization of the demo world is open. */
export function workday(ahead: number): string {
  let date = Temporal.Now.plainDateISO('Europe/London')
  for (let left = ahead; left > 0;) {
    date = date.add({ days: 1 })
    if (date.dayOfWeek <= 5) left -= 1
  }
  return date.toString()
}

/** What a journey asks of an organization of the demo world, by the names that people know. */
export interface DemoClinic {
  api: Api
  organization: string
  /** The address of its clinic's calendar on a day. */
  calendar: (date: string, more?: string) => string
  ids: (list: 'services' | 'practitioners' | 'clinics', name: string) => Promise<string>
  freeSlots: (service: string, practitioner: string, date: string) => Promise<Slot[]>
  newPatient: (given: string, family: string, contact?: { email: string }) => Promise<string>
  book: (patientId: string, service: string, practitioner: string, startsAt: string) => Promise<string>
}

export async function demoClinic(email: string, organization: string, clinic: string): Promise<DemoClinic> {
  const api = await Api.as(email)
  const at = `/api/v1/organizations/${organization}`
  const ids: DemoClinic['ids'] = async (list, name) => {
    const { items } = await api.get<Listed>(`${at}/${list}`)
    const found = items.find((one) => (one.name ?? one.displayName) === name)
    if (!found) throw new Error(`${organization} has no ${name} among its ${list}`)
    return found.id
  }
  const clinicId = await ids('clinics', clinic)
  return {
    api,
    organization,
    calendar: (date, more = '') => `/${organization}/calendar?clinic=${clinicId}&date=${date}${more}`,
    ids,
    async freeSlots(service, practitioner, date) {
      const from = new Date(`${date}T00:00:00Z`)
      const query = {
        serviceId: await ids('services', service),
        practitionerId: await ids('practitioners', practitioner),
        clinicId,
        from: from.toISOString(),
        to: new Date(from.getTime() + 24 * 60 * minute).toISOString(),
      }
      return (await api.get<{ slots: Slot[] }>(`${at}/availability`, query)).slots
    },
    async newPatient(givenName, familyName, contact) {
      return (await api.post<{ id: string }>(`${at}/patients`, { kind: 'human', givenName, familyName, contact })).id
    },
    async book(patientId, service, practitioner, startsAt) {
      const body = {
        patientId,
        serviceId: await ids('services', service),
        practitionerId: await ids('practitioners', practitioner),
        clinicId,
        startsAt,
      }
      return (await api.post<{ id: string }>(`${at}/appointments`, body)).id
    },
  }
}

/** A free slot and another half an hour to two hours later, both in the middle of the day: near the edges a drag scrolls. */
export function twoNear(slots: readonly Slot[]): [Slot, Slot] {
  const midday = slots.filter(({ startsAt }) => startsAt.slice(11, 13) >= '10' && startsAt.slice(11, 13) < '16')
  for (const first of midday) {
    const second = midday.find(({ startsAt }) => {
      const apart = (Date.parse(startsAt) - Date.parse(first.startsAt)) / minute
      return apart >= 30 && apart <= 120
    })
    if (second) return [first, second]
  }
  throw new Error('this day has no two free times near each other')
}

/** `09:15` as clocks at Old Town show it. */
export const clockAt = (instant: string, timeZone = 'Europe/London') =>
  new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone }).format(Date.parse(instant))

/** Where a time of day lies in the column of an appointment that is in sight, in pixels of the window. */
export async function pointAt(
  appointment: Locator,
  { startsAt, endsAt }: Slot,
  wanted: string,
): Promise<{ x: number; y: number }> {
  await appointment.scrollIntoViewIfNeeded()
  const box = (await appointment.boundingBox())!
  // Between two appointments two pixels stay free.
  const perMinute = (box.height + 2) / ((Date.parse(endsAt) - Date.parse(startsAt)) / minute)
  const later = (Date.parse(wanted) - Date.parse(startsAt)) / minute
  return { x: box.x + box.width / 2, y: box.y + later * perMinute + 4 }
}

/** Presses Tab until this has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('the keyboard does not get there')
}
