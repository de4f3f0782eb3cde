import type { NewPatient } from '../features/patients/patients/actions.ts'
import { demoId } from './ids.ts'
import type { demoHouseholds } from './people.ts'

export const amina: NewPatient = {
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
export const walter: NewPatient = {
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

/** On file twice: the desk took her from a letter, then she rang. */
export const harriets: readonly NewPatient[] = [
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

export const aminasDog: ReturnType<typeof demoHouseholds>[number] = {
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
