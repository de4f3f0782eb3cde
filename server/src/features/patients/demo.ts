import { accountId, demoAccounts } from '../../demo/accounts.ts'
import type { FillDemo, Filling } from '../../demo/filling.ts'
import { demoId } from '../../demo/ids.ts'
import { amina, aminasDog, harriets, walter } from '../../demo/known-patients.ts'
import { demoHouseholds, demoHumans } from '../../demo/people.ts'
import { drawPortrait, isDrawn } from '../../demo/portraits.ts'
import { warningsOfADog, warningsOfAnimals, warningsOfHumans, type DemoWarnings } from '../../demo/warnings.ts'
import { files, pictures } from '../files/public.ts'
import { addAlert } from './alerts/actions.ts'
import { addAllergy, inquire } from './allergies/actions.ts'
import { comparePatientsNow } from './duplicate-pairs/actions.ts'
import { addGuardian } from './guardians/actions.ts'
import { addPatients, type NewPatient } from './patients/actions.ts'
import { patientPicture } from './pictures/queries.ts'
import { addRelation, changeGuardianOf, changeRelation } from './relations/actions.ts'

const walterId = demoId('riverside', 'patient', 'walter')

export const fillDemo: FillDemo = async (filling) => {
  filling.patientIds.push(...(await addHumans(filling)), ...(await addAnimals(filling)))
}

function atHome<Each extends NewPatient>({ clinics, slug }: Filling['organization'], patient: Each, nth: number): Each {
  const homeClinicId = demoId(slug, 'clinic', clinics[nth % clinics.length]?.key ?? '')
  return { ...patient, homeClinicId: patient.homeClinicId ?? homeClinicId }
}

async function addHumans(filling: Filling): Promise<string[]> {
  const { tx, organization } = filling
  const { slug, kind } = organization
  const humans =
    kind === 'veterinary'
      ? []
      : demoHumans(organization, kind === 'mixed' ? organization.patients - 12 : organization.patients)
  const people = [...(slug === 'riverside' ? [amina] : []), ...humans].map((one, nth) => atHome(organization, one, nth))
  const ids = people.map((_, nth) => demoId(slug, 'patient', String(nth)))
  for (const [nth, child] of people.entries()) {
    if (!child.birthDate || child.birthDate < '2011') continue
    const guardianId = demoId(slug, 'parent', String(nth))
    const name = `${nth % 2 ? 'Maria' : 'Daniel'} ${child.familyName}`
    await addGuardian(tx, { name, contact: child.contact }, undefined, guardianId)
    Object.assign(child, { guardianIds: [guardianId], contact: undefined })
  }
  if (slug === 'riverside') {
    people.push(atHome(organization, walter, people.length))
    ids.push(walterId)
  }
  await addPatients(tx, people, undefined, () => '', ids)
  await addPortraits(filling, people, ids)
  await addWarnings(filling, ids, warningsOfHumans)
  if (slug === 'riverside') {
    await addTwice(filling)
    await addOfAge(filling)
    const child = people.findIndex(({ guardianIds }) => guardianIds?.length)
    if (child >= 0) await keepOut(filling, ids[child] ?? '')
  }
  return ids
}

async function addTwice({ tx, organization }: Filling): Promise<void> {
  const ids = harriets.map((_, nth) => demoId(organization.slug, 'patient', `harriet ${nth}`))
  const people = harriets.map((one) => atHome(organization, one, 0))
  await addPatients(tx, people, undefined, () => '', ids)
  await comparePatientsNow(tx, ids)
}

async function addAnimals(filling: Filling): Promise<string[]> {
  const { tx, organization } = filling
  const { slug, kind } = organization
  const households = kind === 'human' ? [] : demoHouseholds(organization, kind === 'mixed' ? 12 : organization.patients)
  if (slug === 'meadow') households.unshift(aminasDog)
  const animals: NewPatient[] = []
  for (const [nth, { guardian, animals: pets }] of households.entries()) {
    const { name, email, phone } = guardian
    const guardianId = demoId(slug, 'guardian', String(nth))
    await addGuardian(tx, { name, contact: { email, phone } }, undefined, guardianId)
    animals.push(...pets.map((pet) => ({ ...atHome(organization, pet, nth), guardianIds: [guardianId] })))
  }
  const ids = animals.map((_, nth) => demoId(slug, 'animal', String(nth)))
  await addPatients(tx, animals, undefined, () => '', ids)
  await addPortraits(filling, animals, ids)
  if (slug === 'meadow') await addOwners(filling, animals, ids)
  const dog = animals.findIndex(({ species }, at) => at > 2 && species === 'dog')
  await addWarnings(filling, ids, { ...warningsOfAnimals, ...(dog > 0 && { [dog]: warningsOfADog }) })
  return ids
}

/** Whoever wrote down who answers: the organization's own, at any clinic. */
const writer = { accountId: accountId('amina@demo.example'), scope: undefined }

/** One of two parents is kept out of a child. */
async function keepOut({ tx, id }: Filling, patientId: string): Promise<void> {
  const guardianId = id('parent', 'kept out')
  await addGuardian(tx, { name: 'Victor Hale', contact: { phone: '+44 7700 900781' } }, undefined, guardianId)
  await addRelation(tx, patientId, { guardianId, kind: 'parent' }, writer)
  const blocked = { reason: 'Court order of March, on file. Do not say when she comes.' }
  await changeRelation(tx, { patientId, guardianId }, { blocked }, writer)
}

/** Two who came or come of age while their mother answers for them: one is asked about now, the other one next week. */
async function addOfAge({ tx, organization, id, now }: Filling): Promise<void> {
  const guardianId = id('parent', 'of age')
  await addGuardian(tx, { name: 'Grace Adeyemi', contact: { phone: '+44 7700 900782' } }, undefined, guardianId)
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(tx.organization.timeZone).toPlainDate()
  const eighteen = today.subtract({ years: 18 })
  const people = [
    ['Tobi', eighteen.subtract({ days: 3 })],
    ['Ife', eighteen.add({ days: 7 })],
  ] as const
  for (const [givenName, birthDate] of people) {
    const patientId = id('patient', givenName)
    const one: NewPatient = {
      kind: 'human',
      givenName,
      familyName: 'Adeyemi',
      birthDate: birthDate.toString(),
      contact: { email: `${givenName.toLowerCase()}@demo.example` },
    }
    await addPatients(tx, [atHome(organization, one, 0)], undefined, () => '', [patientId])
    await addRelation(tx, patientId, { guardianId, kind: 'parent', from: birthDate.toString() }, writer)
  }
}

/** A dog that was sold and shows its former owner what there was until then; a horse that two own in shares. */
async function addOwners(
  { tx, id, now }: Filling,
  animals: readonly NewPatient[],
  ids: readonly string[],
): Promise<void> {
  const at = (species: string) => animals.findIndex((animal, nth) => nth > 0 && animal.species === species)
  const [dog, horse] = [at('dog'), at('horse')]
  const [former] = animals[dog]?.guardianIds ?? []
  const [owner] = animals[horse]?.guardianIds ?? []
  if (former) {
    const on = Temporal.Instant.fromEpochMilliseconds(now)
      .toZonedDateTimeISO('UTC')
      .toPlainDate()
      .subtract({ days: 40 })
    const nextId = id('guardian', 'next')
    await addGuardian(tx, { name: 'Nuala Brennan', contact: { phone: '+353 85 555 0142' } }, undefined, nextId)
    const change = { on: on.toString(), formerSees: 'until-then', guardianId: nextId } as const
    await changeGuardianOf(tx, ids[dog] ?? '', { former: [{ guardianId: former, version: 1 }], ...change }, writer)
  }
  if (!owner) return
  const guardianId = id('guardian', 'co-owner')
  await addGuardian(tx, { name: 'Fergus Daly', contact: { phone: '+353 85 555 0143' } }, undefined, guardianId)
  const patientId = ids[horse] ?? ''
  await changeRelation(
    tx,
    { patientId, guardianId: owner },
    { kind: 'owner', sharePercent: 66.67, isPreferred: true },
    writer,
  )
  await addRelation(tx, patientId, { guardianId, kind: 'co-owner', sharePercent: 33.33 }, writer)
}

/** What whoever treats wrote down of them. */
async function addWarnings(
  { tx, organization: { slug } }: Filling,
  ids: readonly string[],
  warnings: Readonly<Record<number, DemoWarnings>>,
): Promise<void> {
  const treats = demoAccounts.find(({ roles }) =>
    roles.some(({ organization, role }) => organization === slug && role === 'practitioner'),
  )
  const writer = { accountId: accountId(treats?.email ?? ''), scope: undefined, readsCharts: true, can: () => true }
  for (const [at, { isNoneKnown, allergies = [], alerts = [] }] of Object.entries(warnings)) {
    const patientId = ids[Number(at)]
    if (patientId === undefined) continue
    if (isNoneKnown) await inquire(tx, patientId, true, writer)
    for (const allergy of allergies) await addAllergy(tx, patientId, allergy, writer)
    for (const alert of alerts) await addAlert(tx, patientId, alert, writer)
  }
}

/** A picture for every third of the first thirty: lists show how both stand beside each other. */
async function addPortraits(
  { tx, blobs, id }: Filling,
  patients: readonly NewPatient[],
  ids: readonly string[],
): Promise<void> {
  for (const [nth, { sex, species, birthDate }] of patients.slice(0, 30).entries()) {
    const patientId = ids[nth] ?? ''
    if (nth % 3 > 0 || !isDrawn(species)) continue
    const drawn = await drawPortrait({ id: patientId, sex, species, bornIn: Number(birthDate?.slice(0, 4) ?? 1980) })
    const file = { id: id('file', patientId), name: 'portrait.webp', purpose: 'portrait', ...drawn } as const
    await pictures.addPicture(tx, patientPicture, patientId, await files.putFile(tx, blobs, file))
  }
}
