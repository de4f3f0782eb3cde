import type { NewAlert } from '@polyclinic/contract/patients/alerts.ts'
import type { NewAllergy } from '@polyclinic/contract/patients/allergies.ts'

/** What is to be minded about a patient of the demo world; nothing at all: nobody asked yet. */
export interface DemoWarnings {
  isNoneKnown?: true
  allergies?: readonly NewAllergy[]
  alerts?: readonly NewAlert[]
}

/** Of people, in the order in which they are added. */
export const warningsOfHumans: Readonly<Record<number, DemoWarnings>> = {
  0: {
    allergies: [
      {
        substance: { code: 'penicillin' },
        category: 'medication',
        criticality: 'high',
        verification: 'confirmed',
        reactions: [{ text: 'Swollen lips, hives within minutes', severity: 'severe' }],
        onset: '2011',
        note: 'Had cefuroxime in 2019 without trouble.',
      },
      {
        substance: { code: 'latex' },
        category: 'environment',
        criticality: 'low',
        reactions: [{ text: 'Itching under gloves', severity: 'mild' }],
      },
    ],
  },
  1: { isNoneKnown: true },
  2: {
    allergies: [
      {
        substance: { code: 'peanut' },
        category: 'food',
        criticality: 'high',
        verification: 'confirmed',
        reactions: [{ text: 'Anaphylaxis', severity: 'severe' }],
        onset: '2016-07',
        note: 'Carries two adrenaline pens.',
      },
    ],
  },
  3: {
    alerts: [{ kind: 'infection', priority: 'high', text: 'MRSA: gown and gloves, last visit of the day' }],
  },
  4: {
    allergies: [
      { substance: { code: 'nickel' }, category: 'environment', criticality: 'low', reactions: [{ text: 'Rash' }] },
    ],
    alerts: [{ kind: 'safety', text: 'Hard of hearing: speak to the right ear' }],
  },
  6: { isNoneKnown: true },
  7: {
    allergies: [
      {
        substance: { text: 'Kiwi' },
        category: 'food',
        type: 'intolerance',
        criticality: 'unable-to-assess',
        clinicalStatus: 'resolved',
      },
    ],
  },
  9: { alerts: [{ kind: 'administrative', text: 'Letters by post only, never by e-mail' }] },
}

/** Of animals, the same. */
export const warningsOfAnimals: Readonly<Record<number, DemoWarnings>> = {
  0: {
    allergies: [
      {
        substance: { code: 'ivermectin' },
        category: 'medication',
        criticality: 'high',
        verification: 'confirmed',
        reactions: [{ text: 'MDR1 defect by test' }],
        onset: '2022',
      },
      {
        substance: { code: 'chicken' },
        category: 'food',
        criticality: 'low',
        reactions: [{ text: 'Itching, soft stool', severity: 'moderate' }],
      },
    ],
  },
  1: { isNoneKnown: true },
  2: {
    allergies: [
      {
        substance: { code: 'flea-saliva' },
        category: 'environment',
        criticality: 'low',
        reactions: [{ text: 'Licks sore spots', severity: 'moderate' }],
      },
    ],
  },
}

/** Of the first dog beside Amina's. */
export const warningsOfADog: DemoWarnings = {
  alerts: [{ kind: 'behaviour', priority: 'high', text: 'Bites when touched at the ears. Muzzle, two people' }],
}
