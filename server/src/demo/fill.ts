import { organizations } from '../features/organizations/public.ts'
import { addGuardian } from '../features/patients/guardians/actions.ts'
import { addPatients, type NewPatient } from '../features/patients/patients/actions.ts'
import { addPractitioner, setHours } from '../features/scheduling/practitioners/actions.ts'
import { addRoom } from '../features/scheduling/rooms/actions.ts'
import { addService } from '../features/scheduling/services/actions.ts'
import type { TenantTx } from '../kit/db/tenant-tx.ts'
import { accountId } from './accounts.ts'
import { writeAppointments } from './actions.ts'
import { demoId } from './ids.ts'
import { demoHouseholds, demoHumans } from './people.ts'
import type { DemoOrganization } from './organizations/organization.ts'
import { demoSchedule } from './schedule.ts'

/** Clinics, people, patients and appointments of one organization. */
export async function fill(tx: TenantTx, organization: DemoOrganization, now: number): Promise<void> {
  const id = (...name: string[]) => demoId(organization.slug, ...name)
  const openingHours = [1, 2, 3, 4, 5]
    .map((weekday) => ({ weekday, from: '08:00', to: '19:00' }))
    .concat(organization.kind === 'veterinary' ? [{ weekday: 6, from: '09:00', to: '13:00' }] : [])
  for (const { key, name, phone, ...address } of organization.clinics) {
    await organizations.addClinic(
      tx,
      {
        name,
        timeZone: organization.timeZone,
        phone,
        email: `${key}@${organization.slug}.example`,
        address: { ...address, country: organization.country },
        openingHours,
      },
      id('clinic', key),
    )
  }
  for (const { key, name, clinic, capacity } of organization.rooms)
    await addRoom(tx, { name, clinicId: id('clinic', clinic), capacity }, undefined, id('room', key))
  for (const { key, name, profession, hue, account, works } of organization.practitioners) {
    const clinicIds = [...new Set(works.map(({ clinic }) => id('clinic', clinic)))]
    const practitionerId = id('practitioner', key)
    await addPractitioner(
      tx,
      { displayName: name, profession, hue, clinicIds, ...(account && { accountId: accountId(account) }) },
      undefined,
      practitionerId,
    )
    const hours = works.flatMap(({ clinic, weekdays, from, to, until, again }) =>
      weekdays.flatMap((weekday) => [
        { clinicId: id('clinic', clinic), weekday, from, to },
        ...(until && again ? [{ clinicId: id('clinic', clinic), weekday, from: until, to: again }] : []),
      ]),
    )
    await setHours(tx, { id: practitionerId }, hours)
  }
  for (const { key, name, minutes, price, after, hue, by } of organization.services) {
    const practitionerIds = by?.map((each) => id('practitioner', each))
    await addService(
      tx,
      {
        name,
        durationMinutes: minutes,
        bufferAfter: after,
        hue,
        price: { amount: price, currency: organization.currency },
        practitionerIds,
      },
      undefined,
      id('service', key),
    )
  }
  const patientIds = await addPeople(tx, organization)
  await writeAppointments(tx, demoSchedule(organization, patientIds, now, new Map([[walterId, 'harbour']])))
}

const amina: NewPatient = {
  kind: 'human',
  givenName: 'Amina',
  familyName: 'Farouk',
  birthDate: '1988-04-12',
  sex: 'female',
  language: 'ar',
  contact: { email: 'amina@demo.example', phone: '+44 7700 900777' },
}

/** Whom Old Town does not know: a role that is scoped to it finds him in an emergency only. */
const walter: NewPatient = {
  kind: 'human',
  givenName: 'Walter',
  familyName: 'Finch',
  birthDate: '1951-11-30',
  sex: 'male',
  language: 'en',
  contact: { phone: '+44 7700 900778' },
  homeClinicId: demoId('riverside', 'clinic', 'harbour'),
}
const walterId = demoId('riverside', 'patient', 'walter')

async function addPeople(tx: TenantTx, organization: DemoOrganization): Promise<string[]> {
  const { slug, kind } = organization
  const homes = organization.clinics.map(({ key }) => demoId(slug, 'clinic', key))
  const atHome = <Each extends NewPatient>(patient: Each, nth: number) => ({
    ...patient,
    homeClinicId: patient.homeClinicId ?? homes[nth % homes.length],
  })
  const humans =
    kind === 'veterinary'
      ? []
      : demoHumans(organization, kind === 'mixed' ? organization.patients - 12 : organization.patients)
  const people = [...(slug === 'riverside' ? [amina] : []), ...humans].map(atHome)
  const ids = people.map((_, nth) => demoId(slug, 'patient', String(nth)))
  // children come with a parent
  for (const [nth, child] of people.entries()) {
    if (!child.birthDate || child.birthDate < '2011') continue
    const guardianId = demoId(slug, 'parent', String(nth))
    await addGuardian(
      tx,
      { name: `${nth % 2 ? 'Maria' : 'Daniel'} ${child.familyName}`, contact: child.contact },
      undefined,
      guardianId,
    )
    Object.assign(child, { guardianIds: [guardianId], contact: undefined })
  }
  if (slug === 'riverside') {
    people.push(atHome(walter, people.length))
    ids.push(walterId)
  }
  await addPatients(tx, people, undefined, () => '', ids)
  const households = kind === 'human' ? [] : demoHouseholds(organization, kind === 'mixed' ? 12 : organization.patients)
  if (slug === 'meadow') {
    households.unshift({
      guardian: { name: 'Amina Farouk', email: 'amina@demo.example', phone: '+44 7700 900777' },
      animals: [
        {
          kind: 'animal',
          givenName: 'Zaytun',
          species: 'dog',
          breed: 'Border Collie',
          birthDate: '2021-05-02',
          sex: 'female',
          isNeutered: true,
          microchip: '372098010000001',
          colour: 'black and white',
        },
      ],
    })
  }
  const animals: NewPatient[] = []
  for (const [nth, { guardian, animals: pets }] of households.entries()) {
    const guardianId = demoId(slug, 'guardian', String(nth))
    await addGuardian(
      tx,
      { name: guardian.name, contact: { email: guardian.email, phone: guardian.phone } },
      undefined,
      guardianId,
    )
    animals.push(...pets.map((pet) => ({ ...atHome(pet, nth), guardianIds: [guardianId] })))
  }
  const animalIds = animals.map((_, nth) => demoId(slug, 'animal', String(nth)))
  await addPatients(tx, animals, undefined, () => '', animalIds)
  return [...ids, ...animalIds]
}
