import { demoClinic, workday } from '../e2e/calendar.ts'
import { openEmptyOrganization } from '../e2e/organization.ts'
import { everyPanel, everyScreen } from '../e2e/screens.ts'
import { demoWorld, mailedDemoAppointment, publicPages } from '../e2e/worlds.ts'

export interface Picture {
  name: string
  address: string
  /** Whoever is signed in; nobody where this is absent. */
  email?: string
  /** Pressed before the picture is taken; opens a dialog. */
  keys?: string
}

/** Every route with the demo's data, every panel, each step of the first run, what other roles see, and the public pages. */
export async function allPictures(): Promise<Picture[]> {
  const { email, parts } = await demoWorld()
  const screens = everyScreen(parts).map(([name, address]) => ({ name, address }))
  const panels = everyPanel(parts).map((address) => ({ name: nameOf(address), address, email }))
  const isForVisitors = (address: string) =>
    /^\/(sign-in|sign-up|verify|forgot|reset|invitations|platform\/invitations|email-changes)(\/|$)/.test(address)
  return [
    ...screens.map((screen) => (isForVisitors(screen.address) ? screen : { ...screen, email })),
    ...panels,
    { name: 'palette', address: `/${parts.organization}/today`, email, keys: 'Control+k' },
    ...(await firstRun()),
    { name: 'as-receptionist-today', address: '/riverside/today', email: 'reception@riverside.example' },
    {
      name: 'as-practitioner-calendar',
      address: `/riverside/calendar?date=${workday(1)}`,
      email: 'doctor@riverside.example',
    },
    { name: 'as-nurse-settings', address: '/riverside/settings', email: 'nurse@riverside.example' },
    { name: 'as-locum-choosing', address: '/', email: 'locum@demo.example' },
    ...publicPages(await mailedDemoAppointment()).map((address, nth) => ({
      name: ['public-visit', 'public-cancel', 'public-not-found'][nth]!,
      address,
    })),
  ]
}

export async function readmePictures(): Promise<(Picture & { screen: { width: number; height: number } })[]> {
  const demo = await demoClinic('reception@riverside.example', 'riverside', 'Old Town')
  const { email, parts } = await demoWorld()
  const appointment = await mailedDemoAppointment()
  const wide = { width: 1280, height: 800 }
  return [
    { name: 'calendar', address: demo.calendar(workday(1)), email: 'reception@riverside.example', screen: wide },
    {
      name: 'today',
      address: `/riverside/today?clinic=${await demo.ids('clinics', 'Old Town')}`,
      email: 'reception@riverside.example',
      screen: wide,
    },
    { name: 'patient', address: `/${parts.organization}/patients/${parts.patient}`, email, screen: wide },
    { name: 'visit', address: appointment, screen: { width: 390, height: 844 } },
  ]
}

async function firstRun(): Promise<Picture[]> {
  const steps = ['clinic', 'hours', 'colleague', 'service', 'patient', 'visit']
  const pictures: Picture[] = []
  for (const [nth, step] of steps.entries()) {
    const { slug, owner, at, timeZone } = await openEmptyOrganization('human', 'Europe/London')
    const { api } = owner
    const clinic =
      nth > 0 &&
      (await api.post<{ id: string }>(`${at}/clinics`, {
        name: 'Main Street',
        timeZone,
        openingHours: [{ weekday: 1, from: '08:00', to: '17:00' }],
      }))
    if (clinic && nth > 1) {
      const body = { displayName: owner.name, profession: 'doctor', clinicIds: [clinic.id] }
      const { id, version } = await api.post<{ id: string; version: number }>(`${at}/practitioners`, body)
      const hours = [1, 2, 3, 4, 5].map((weekday) => ({ clinicId: clinic.id, weekday, from: '08:00', to: '17:00' }))
      await api.put(`${at}/practitioners/${id}/hours`, hours, version)
    }
    if (nth > 3) await api.post(`${at}/services`, { name: 'Consultation', durationMinutes: 30 })
    if (nth > 4) await api.post(`${at}/patients`, { kind: 'human', givenName: 'Martha', familyName: 'Winter' })
    const address = `/${slug}/setup${step === 'service' ? '?colleague=done' : ''}`
    pictures.push({ name: `first-run-${nth + 1}-${step}`, address, email: owner.email })
  }
  return pictures
}

/** `/meadow/calendar?…&book=1` → `calendar-book`. */
function nameOf(address: string): string {
  const { pathname, searchParams } = new URL(address, 'http://localhost')
  const panel = [...searchParams].filter(([key]) => key !== 'clinic' && key !== 'date')
  const words = panel.map(([key, value]) => (/^[a-z]+$/.test(value) ? `${key}-${value}` : key))
  return [...pathname.split('/').slice(2), ...words].join('-')
}
