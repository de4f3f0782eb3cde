import { randomUUID } from 'node:crypto'
import { Api, demoPassword, origin } from './api.ts'
import { linkIn, mailTo } from './mailbox.ts'

interface Named {
  id: string
  name: string
}

/** An organization of a journey's own, so that nothing else stands in its way. */
export interface Organization {
  slug: string
  name: string
  owner: { email: string; name: string; api: Api }
  timeZone: string
  clinic: Named
  practitioner: { id: string; displayName: string }
  service: Named
  patient: { id: string; name: string; email: string }
  /** Books the patient, or another, minutes from the start of the current quarter of an hour. */
  book: (inMinutes: number, patientId?: string) => Promise<{ id: string; startsAt: string }>
}

/** An address that nobody had before. */
export const newAddress = (name: string) => `${name}.${randomUUID().slice(0, 8)}@journey.example`

export async function openAccount(
  name: string,
  email = newAddress(name.split(' ')[0]!.toLowerCase()),
): Promise<{ email: string; name: string; api: Api }> {
  const nobody = await Api.asNobody()
  await nobody.visit(await signUpBy(nobody, name, email))
  await nobody.dispose()
  return { email, name, api: await Api.as(email) }
}

/** Signs up; the link in the mail that confirms the address. */
export async function signUpBy(nobody: Api, name: string, email: string): Promise<string> {
  const callbackURL = `${origin()}/verify?done=1`
  await nobody.post('/api/auth/sign-up/email', { name, email, password: demoPassword, callbackURL })
  return linkIn(await mailTo(email, /confirm/i), '/api/auth/verify-email')
}

export async function openEmptyOrganization(
  kind: 'human' | 'veterinary' | 'mixed' = 'human',
  timeZone = morningZone(),
) {
  const owner = await openAccount('Olive Field')
  const slug = `journey-${randomUUID().slice(0, 8)}`
  const name = `Practice ${slug.slice(-4)}`
  await owner.api.post('/api/v1/organizations', { name, slug, kind, country: 'GB', currency: 'GBP', timeZone })
  return { slug, name, owner, timeZone, at: `/api/v1/organizations/${slug}` }
}

/** One clinic, one practitioner who works all day every day, one service, one patient; it is morning there, whenever this runs. */
export async function openOrganization(): Promise<Organization> {
  const { at, ...organization } = await openEmptyOrganization()
  const { api } = organization.owner
  const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '06:00', to: '22:00' }))
  const clinic = await api.post<Named>(`${at}/clinics`, {
    name: 'Main Street',
    timeZone: organization.timeZone,
    openingHours: everyDay,
  })
  const practitioner = await api.post<{ id: string; displayName: string; version: number }>(`${at}/practitioners`, {
    displayName: 'Dr Ada Quill',
    profession: 'doctor',
    clinicIds: [clinic.id],
  })
  const hours = everyDay.map((span) => ({ ...span, clinicId: clinic.id }))
  await api.put(`${at}/practitioners/${practitioner.id}/hours`, hours, practitioner.version)
  const service = await api.post<Named>(`${at}/services`, { name: 'Consultation', durationMinutes: 30 })
  const email = newAddress('martha')
  const patient = await api.post<{ id: string }>(`${at}/patients`, {
    kind: 'human',
    givenName: 'Martha',
    familyName: 'Winter',
    contact: { email },
  })
  const quarter = 15 * 60_000
  const book = (inMinutes: number, patientId = patient.id) =>
    api.post<{ id: string; startsAt: string }>(`${at}/appointments`, {
      patientId,
      serviceId: service.id,
      practitionerId: practitioner.id,
      clinicId: clinic.id,
      startsAt: new Date(Math.floor(Date.now() / quarter) * quarter + inMinutes * 60_000).toISOString(),
    })
  return {
    ...organization,
    clinic,
    practitioner,
    service,
    patient: { id: patient.id, name: 'Martha Winter', email },
    book,
  }
}

/** Invites an account of its own, accepts for it, and answers with it; `clinicIds`: at these clinics alone. */
export async function addColleague(
  { slug, owner }: Pick<Organization, 'slug' | 'owner'>,
  name: string,
  role: string,
  clinicIds?: string[],
): Promise<{ email: string; api: Api }> {
  const email = newAddress(name.split(' ')[0]!.toLowerCase())
  await owner.api.post(`/api/v1/organizations/${slug}/invitations`, { email, role, clinicIds })
  const colleague = await openAccount(name, email)
  const token = linkIn(await mailTo(email, /invites you/), '/invitations/')
    .split('/')
    .at(-1)
  await colleague.api.post(`/api/v1/invitations/${token}/acceptance`, {})
  return colleague
}

/** A zone in which it is between nine and ten in the morning now. */
export function morningZone(now = new Date()): string {
  const ahead = 9 - now.getUTCHours()
  const hours = ahead < -12 ? ahead + 24 : ahead
  // POSIX counts westward: Etc/GMT-3 is three hours ahead.
  return hours === 0 ? 'Etc/UTC' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`
}
