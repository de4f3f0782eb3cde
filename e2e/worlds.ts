import { randomUUID } from 'node:crypto'
import { Api } from './api.ts'
import { demoClinic, workday } from './calendar.ts'
import { linkIn, mailTo } from './mailbox.ts'
import { newAddress, openEmptyOrganization, openOrganization, signUpBy } from './organization.ts'
import type { Parts } from './screens.ts'

export interface World {
  email: string
  parts: Parts
}

/** An organization of the demo world, as its owner sees it; in weeks of appointments, animals, guardians. */
export async function demoWorld(): Promise<World> {
  const email = 'owner@meadow.example'
  const demo = await demoClinic(email, 'meadow', 'Meadow Lane')
  const at = '/api/v1/organizations/meadow'
  const { items: patients } = await demo.api.get<{ items: { id: string; guardians: { id: string }[] }[] }>(
    `${at}/patients`,
    { search: 'Zaytun' },
  )
  const from = `${workday(1)}T00:00:00Z`
  const { items: appointments } = await demo.api.get<{ items: { id: string; clinicId: string }[] }>(
    `${at}/appointments`,
    {
      from,
      limit: '50',
    },
  )
  const clinic = await demo.ids('clinics', 'Meadow Lane')
  return {
    email,
    parts: {
      organization: 'meadow',
      clinic,
      patient: patients[0]!.id,
      kept: patients[0]!.id,
      merged: (await demo.api.get<{ items: { id: string }[] }>(`${at}/patients`, { search: 'Bella' })).items[0]!.id,
      guardian: patients[0]!.guardians[0]!.id,
      appointment: appointments.find((appointment) => appointment.clinicId === clinic)!.id,
      token: await invitationBy(demo.api, 'meadow'),
      // a question of an app is bound to the browser that it was asked in; programs.spec.ts looks at a real one
      uid: randomUUID(),
    },
  }
}

export async function emptyWorld(): Promise<World> {
  const { slug, owner } = await openEmptyOrganization('mixed')
  const [patient, guardian, appointment, clinic] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  return {
    email: owner.email,
    parts: {
      organization: slug,
      clinic,
      patient,
      kept: patient,
      merged: guardian,
      guardian,
      appointment,
      token: await invitationBy(owner.api, slug),
      uid: randomUUID(),
    },
  }
}

/** The pages behind a mailed link, as links: booked, asking to cancel, and one that leads nowhere. */
export const publicPages = (appointment: string): string[] => [
  appointment,
  `${appointment}/cancellation`,
  `${appointment.slice(0, -6)}nobody`,
]

/** The link in a patient's mail, from an organization of its own. */
export async function mailedAppointment(): Promise<string> {
  const organization = await openOrganization()
  await organization.book(120)
  return linkIn(await mailTo(organization.patient.email, /^Your visit at/), '/visit/')
}

/** The same from the demo world. */
export async function mailedDemoAppointment(): Promise<string> {
  const demo = await demoClinic('reception@riverside.example', 'riverside', 'Old Town')
  const email = newAddress('martha')
  const [slot] = await demo.freeSlots('Consultation', 'Dr Samuel Okoye', workday(3))
  const patient = await demo.newPatient('Martha', 'Winter', { email })
  await demo.book(patient, 'Consultation', 'Dr Samuel Okoye', slot!.startsAt)
  return linkIn(await mailTo(email, /^Your visit at/), '/visit/')
}

/** The link in the mail of a sign-up, for a browser in which no password was typed. */
export async function mailedSignUp(): Promise<string> {
  const nobody = await Api.asNobody()
  const link = await signUpBy(nobody, 'Nora Bell', newAddress('nora'))
  await nobody.dispose()
  return link
}

async function invitationBy(api: Api, slug: string): Promise<string> {
  const email = newAddress('guest')
  await api.post(`/api/v1/organizations/${slug}/invitations`, { email, role: 'nurse' })
  return linkIn(await mailTo(email, /invites you$/), '/invitations/')
    .split('/')
    .at(-1)!
}
