import { sql } from 'kysely'
import { linkAccount } from '../features/patients/links/actions.ts'
import { visitToken } from '../features/scheduling/public.ts'
import type { Person, TestOrganization } from '../testing/world.ts'

/** Stands in every name and text of one organization; it must never appear in an answer to another. */
export interface SeededOrganization {
  organization: TestOrganization
  canary: string
  ids: Ids
  people: Record<string, Person>
}

export interface Ids {
  clinic: string
  practitioner: string
  room: string
  service: string
  patient: string
  guardian: string
  appointment: string
  account: string
  invitation: string
  app: string
  apiKey: string
  emergencyAccess: string
  linkedAccount: string
  /** Words that name things: a role's key, a mailed token. */
  role: string
  visitToken: string
  startsAt: string
}

/** Fills an organization through its own API, the way its people would. */
export async function seedOrganization(organization: TestOrganization, canary: string): Promise<SeededOrganization> {
  const { owner } = organization
  const made = async (
    path: string,
    body: unknown,
  ): Promise<{ id: string; version: number; [field: string]: unknown }> => {
    const answer = await owner.post(path, body)
    if (answer.status !== 201) throw new Error(`seeding ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const clinic = await made('/clinics', {
    name: `Clinic ${canary}`,
    timeZone: 'Europe/Berlin',
    email: `${canary}@clinic.test`,
    address: { line1: `${canary} street` },
  })
  const practitioner = await made('/practitioners', {
    displayName: `Dr ${canary}`,
    profession: 'doctor',
    clinicIds: [clinic.id],
  })
  const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    clinicId: clinic.id,
    weekday,
    from: '00:00',
    to: '24:00',
  }))
  await owner.put(`/practitioners/${practitioner.id}/hours`, everyDay, practitioner.version)
  const room = await made('/rooms', { name: `Room ${canary}`, clinicId: clinic.id })
  const service = await made('/services', {
    name: `Service ${canary}`,
    durationMinutes: 30,
    price: { amount: 4500, currency: 'EUR' },
  })
  const guardian = await made('/guardians', {
    name: `Guardian ${canary}`,
    contact: { email: `${canary}@guardian.test`, phone: '+49 30 5550123' },
  })
  const patient = await made('/patients', {
    kind: 'human',
    givenName: canary,
    familyName: `Family ${canary}`,
    contact: { email: `${canary}@patient.test`, phone: '+49 30 5550199' },
    memo: `memo ${canary}`,
    homeClinicId: clinic.id,
    guardianIds: [guardian.id],
  })
  const startsAt = new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 3 * 86_400_000).toISOString()
  const appointment = await made('/appointments', {
    patientId: patient.id,
    serviceId: service.id,
    practitionerId: practitioner.id,
    clinicId: clinic.id,
    roomId: room.id,
    startsAt,
    note: `note ${canary}`,
  })
  const role = await made('/roles', { name: `Role ${canary}`, copyOf: 'staff', permissions: [] })
  const invitation = await made('/invitations', { email: `${canary}@invited.test`, role: 'staff' })
  const app = await made('/apps', {
    name: `App ${canary}`,
    redirectUris: [`https://${canary}.test/callback`],
    scopes: ['patients.read'],
    isConfidential: false,
  })
  const apiKey = await made('/api-keys', { name: `Key ${canary}`, permissions: ['patients.read'], days: 1 })
  const emergencyAccess = await made('/emergency-accesses', { patientId: patient.id, reason: `reason ${canary}` })
  const people: Record<string, Person> = { owner }
  for (const key of ['clinic-administrator', 'practitioner', 'nurse', 'receptionist', 'staff', role.key as string]) {
    people[key] = await organization.member(key)
  }
  const linkedAccount = (people.staff as Person).accountId
  await organization.inTenant((tx) => linkAccount(tx, linkedAccount, [{ patientId: patient.id, relation: 'self' }]))
  return {
    organization,
    canary,
    people,
    ids: {
      clinic: clinic.id,
      practitioner: practitioner.id,
      room: room.id,
      service: service.id,
      patient: patient.id,
      guardian: guardian.id,
      appointment: appointment.id,
      account: (people.nurse as Person).accountId,
      invitation: invitation.id,
      app: app.id,
      apiKey: apiKey.id,
      emergencyAccess: emergencyAccess.id,
      linkedAccount,
      role: role.key as string,
      visitToken: await organization.inTenant(async (tx) => visitToken(tx.sealer, appointment.id)),
      startsAt,
    },
  }
}

/** What an organization's tables hold, to see that nothing was half-stored. */
export const countRows = (organization: TestOrganization) =>
  organization.inTenant((tx) =>
    tx.one(sql<{ patients: number; appointments: number; guardians: number }>`
      select (select count(*) from tenant.patients) as patients, (select count(*) from tenant.appointments) as appointments, (select count(*) from tenant.guardians) as guardians`),
  )
