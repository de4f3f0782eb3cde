import pg from 'pg'
import type { Application } from '../application.ts'
import { onConsent } from '../app.ts'
import { giveConsent } from '../features/identity/me/actions.ts'
import { addClinic } from '../features/organizations/clinics/actions.ts'
import { registerOrganization } from '../features/organizations/organizations/actions.ts'
import { addGuardian } from '../features/patients/guardians/actions.ts'
import { addPatients, type NewPatient } from '../features/patients/patients/actions.ts'
import { setPlan } from '../features/plans/plans/actions.ts'
import { practise } from '../features/scheduling/busy/actions.ts'
import { addPractitioner, setHours } from '../features/scheduling/practitioners/actions.ts'
import { addRoom } from '../features/scheduling/rooms/actions.ts'
import { addService } from '../features/scheduling/services/actions.ts'
import { findEntranceById, type Entrance } from '../kit/db/entrance.ts'
import { provisionPlacement } from '../kit/db/placements.ts'
import { inControl, inTenant, type TenantTx } from '../kit/db/tenant-tx.ts'
import { accountId, demoAccounts } from './accounts.ts'
import { addMembership, isLoaded, linkAccount, listInDirectory, writeAccounts, writeVisits } from './actions.ts'
import { demoId } from './ids.ts'
import { demoHouseholds, demoHumans } from './people.ts'
import { practices, type DemoPractice } from './practices.ts'
import { demoSchedule } from './schedule.ts'

export interface DemoOptions {
  application: Application
  /** The owner's address of the control database: accounts, and a database for meadow. */
  url: string
  rolePrefix: string
  now?: number
  say?(sentence: string): void
}

/** Loads what is missing of the demo world; each organization whole or not at all, so that a cut-off start goes on. */
export async function loadDemo({
  application,
  url,
  rolePrefix,
  now = Date.now(),
  say = () => {},
}: DemoOptions): Promise<void> {
  const { platform } = application
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  try {
    await writeAccounts(owner)
    for (const practice of practices) {
      const placement = practice.isDedicated
        ? await provisionPlacement({ url, rolePrefix, master: platform.master }, practice.slug)
        : undefined
      if (practice.isDedicated && !placement)
        say(`The demo's ${practice.slug} shares the common database: this database user may not create one`)
      const entrance = await registered(application, practice, placement)
      const caller = { accountId: accountId(`owner@${practice.slug}.example`), requestId: 'demo', origin: 'job' }
      await inTenant(platform.door, entrance, caller, { mode: 'write' }, async (tx) => {
        if (!(await isLoaded(tx))) await fill(tx, practice, now)
      })
    }
    await linkAmina(application)
    await shareLocum(application)
  } finally {
    await owner.end()
  }
}

async function registered(
  { platform }: Application,
  practice: DemoPractice,
  placementId: string | undefined,
): Promise<Entrance> {
  const id = demoId('organization', practice.slug)
  const owner = accountId(`owner@${practice.slug}.example`)
  const caller = { accountId: owner, requestId: 'demo', origin: 'job' }
  const find = () => inControl(platform.door, caller, { mode: 'read' }, (control) => findEntranceById(control, id))
  if (!(await find())) {
    await inControl(platform.door, caller, { mode: 'write', organizationId: id }, async (control) => {
      await registerOrganization(control, platform.master, id, owner, practice, placementId)
      await setPlan(control, id, 'pro')
      for (const account of demoAccounts) {
        for (const { organization, role } of account.roles) {
          if (organization !== practice.slug || role === 'owner') continue
          await addMembership(control, id, accountId(account.email), role)
        }
      }
    })
  }
  const entrance = (await find()) as Entrance
  await platform.found(entrance)
  return entrance
}

async function fill(tx: TenantTx, practice: DemoPractice, now: number): Promise<void> {
  const id = (...name: string[]) => demoId(practice.slug, ...name)
  const openingHours = [1, 2, 3, 4, 5]
    .map((weekday) => ({ weekday, from: '08:00', to: '19:00' }))
    .concat(practice.kind === 'veterinary' ? [{ weekday: 6, from: '09:00', to: '13:00' }] : [])
  for (const { key, name, phone, ...address } of practice.clinics) {
    await addClinic(
      tx,
      {
        name,
        timeZone: practice.timeZone,
        phone,
        email: `${key}@${practice.slug}.example`,
        address: { ...address, country: practice.country },
        openingHours,
      },
      id('clinic', key),
    )
  }
  for (const { key, name, clinic, capacity } of practice.rooms)
    await addRoom(tx, { name, clinicId: id('clinic', clinic), capacity }, undefined, id('room', key))
  for (const { key, name, profession, hue, account, works } of practice.practitioners) {
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
  for (const { key, name, minutes, price, after, hue, by } of practice.services) {
    const practitionerIds = by?.map((each) => id('practitioner', each))
    await addService(
      tx,
      {
        name,
        durationMinutes: minutes,
        bufferAfter: after,
        hue,
        price: { amount: price, currency: practice.currency },
        practitionerIds,
      },
      undefined,
      id('service', key),
    )
  }
  const patientIds = await addPeople(tx, practice)
  await writeVisits(tx, demoSchedule(practice, patientIds, now))
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

async function addPeople(tx: TenantTx, practice: DemoPractice): Promise<string[]> {
  const { slug, kind } = practice
  const homes = practice.clinics.map(({ key }) => demoId(slug, 'clinic', key))
  const atHome = <Each extends NewPatient>(patient: Each, nth: number) => ({
    ...patient,
    homeClinicId: homes[nth % homes.length],
  })
  const humans =
    kind === 'veterinary' ? [] : demoHumans(practice, kind === 'mixed' ? practice.patients - 12 : practice.patients)
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
  await addPatients(tx, people, undefined, () => '', ids)
  const households = kind === 'human' ? [] : demoHouseholds(practice, kind === 'mixed' ? 12 : practice.patients)
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

/** Amina is a patient at riverside and answers for a dog at meadow. */
async function linkAmina({ platform }: Application): Promise<void> {
  const account = accountId('amina@demo.example')
  const links = [
    {
      slug: 'riverside',
      link: { patientId: demoId('riverside', 'patient', '0'), accountId: account, relation: 'self' as const },
    },
    {
      slug: 'meadow',
      link: {
        patientId: demoId('meadow', 'animal', '0'),
        accountId: account,
        relation: 'guardian' as const,
        guardianId: demoId('meadow', 'guardian', '0'),
      },
    },
  ]
  for (const { slug, link } of links) {
    const id = demoId('organization', slug)
    const caller = { requestId: 'demo', origin: 'job' }
    const entrance = (await inControl(platform.door, caller, { mode: 'read' }, (control) =>
      findEntranceById(control, id),
    )) as Entrance
    await inTenant(platform.door, entrance, caller, { mode: 'write' }, (tx) => linkAccount(tx, link))
    await inControl(platform.door, caller, { mode: 'write', organizationId: id }, (control) =>
      listInDirectory(control, id, account),
    )
  }
}

/** The locum practises at riverside and northgate, and agreed to one calendar. */
async function shareLocum({ platform }: Application): Promise<void> {
  const locum = accountId('locum@demo.example')
  const [riverside, northgate] = [demoId('organization', 'riverside'), demoId('organization', 'northgate')]
  for (const organizationId of [riverside, northgate]) {
    await inControl(platform.door, { requestId: 'demo' }, { mode: 'write', organizationId }, (control) =>
      practise(control, locum),
    )
  }
  const sharing = await inControl(
    platform.door,
    { accountId: locum, requestId: 'demo' },
    { mode: 'write' },
    (control) => giveConsent(control, northgate),
  )
  await onConsent(platform, locum, sharing)
}
