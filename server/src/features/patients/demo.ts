import { accountId, demoAccounts } from '../../demo/accounts.ts'
import type { FillDemo, Filling } from '../../demo/filling.ts'
import { demoId } from '../../demo/ids.ts'
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

const amina: NewPatient = {
  kind: 'human',
  givenName: 'Amina',
  familyName: 'Farouk',
  birthDate: '1988-04-12',
  sex: 'female',
  language: 'ar',
  aliases: [{ kind: 'transliteration', text: 'أمينة فاروق' }],
  identifiers: [{ kind: 'insurance', value: '943 476 5919', issuer: 'NHS', country: 'GB' }],
  speech: { languages: ['ar', 'en'] },
  contact: { email: 'amina@demo.example', phone: '+44 7700 900777' },
}

/** Whom Old Town does not know: a role that is scoped to it finds him in an emergency only. */
const walter: NewPatient = {
  kind: 'human',
  title: 'Dr',
  givenName: 'Walter',
  familyName: 'Finch',
  birthDate: '1951-11-30',
  sex: 'male',
  language: 'en',
  contact: {
    phone: '+44 7700 900778',
    about: { phone: { label: 'mobile' } },
    others: [{ kind: 'phone', value: '+44 20 7946 0778', label: 'own', ownLabel: 'His daughter' }],
  },
  homeClinicId: demoId('riverside', 'clinic', 'harbour'),
}

const walterId = demoId('riverside', 'patient', 'walter')

/** On file twice: the desk took her from a letter, then she rang. */
const harriets: readonly NewPatient[] = [
  {
    kind: 'human',
    givenName: 'Harriet',
    familyName: 'Okonkwo-Lane',
    birthDate: '1974-08-09',
    sex: 'female',
    contact: { email: 'harriet@demo.example' },
    memo: 'Referred by the surgery in Dean Street.',
  },
  {
    kind: 'human',
    givenName: 'Harriett',
    familyName: 'Okonkwo Lane',
    birthDate: '1974-08-09',
    language: 'en',
    contact: { phone: '+44 7700 900779' },
  },
]

const aminasDog: ReturnType<typeof demoHouseholds>[number] = {
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
      identifiers: [{ kind: 'animal-passport', value: 'IE 372 0098 001', country: 'IE' }],
      insurance: { insurer: 'Petcover', policyNumber: 'PC-204-7781' },
      whereabouts: { kind: 'home' },
    },
  ],
}

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
  if (slug === 'riverside') await addTwice(filling)
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
  const dog = animals.findIndex(({ species }, at) => at > 2 && species === 'dog')
  await addWarnings(filling, ids, { ...warningsOfAnimals, ...(dog > 0 && { [dog]: warningsOfADog }) })
  return ids
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
