import type { Species } from '@polyclinic/contract/patients/species.ts'
import type { FillDemo, Filling } from '../../demo/filling.ts'
import { addCondition, type NewCondition } from './conditions/actions.ts'
import { findSubject, type SubjectRow } from './subjects/queries.ts'

type Told = Omit<NewCondition, 'code' | 'text'> & { code: string; en: string; de: string }

/** Of people, in turn: what a GP and a physio write down. */
const ofPeople: readonly (readonly Told[])[] = [
  [
    { code: 'G43.009', en: 'Migraine without aura', de: 'Migräne ohne Aura', onset: '2011', severity: 'moderate' },
    { code: 'D50.9', en: 'Iron deficiency anaemia', de: 'Eisenmangelanämie', onset: '2025-02', abatement: '2025-09' },
  ],
  [{ code: 'M54.50', en: 'Low back pain', de: 'Rückenschmerzen', onset: '2026-08', severity: 'moderate' }],
  [
    { code: 'I10', en: 'High blood pressure', de: 'Bluthochdruck', onset: '2018' },
    { code: 'E11.9', en: 'Type 2 diabetes', de: 'Diabetes Typ 2', onset: '2021-05', note: 'HbA1c 6.8 %' },
  ],
  [
    {
      code: 'M75.41',
      en: 'Shoulder impingement',
      de: 'Impingement der Schulter',
      onset: '2026-06',
      bodySide: 'right',
    },
  ],
  [{ code: 'J45.909', en: 'Asthma', de: 'Asthma', onset: '2015', severity: 'mild' }],
  [{ code: 'M17.12', en: 'Osteoarthritis of the knee', de: 'Kniearthrose', onset: '2019', bodySide: 'left' }],
]

const ofAnimals: Partial<Record<Species, readonly (readonly Told[])[]>> = {
  dog: [
    [{ code: 'AP502', en: 'Hip dysplasia', de: 'Hüftgelenkdysplasie', onset: '2025', bodySide: 'both' }],
    [{ code: 'AP201', en: 'Otitis externa', de: 'Otitis externa', onset: '2026-10', bodySide: 'left' }],
    [{ code: 'AP951', en: 'Overweight', de: 'Übergewicht', onset: '2026' }],
  ],
  cat: [
    [{ code: 'AP901', en: 'Chronic kidney disease', de: 'Chronische Nierenerkrankung', onset: '2026-03' }],
    [{ code: 'AP103', en: 'Tooth resorption', de: 'Zahnresorption', onset: '2026-07', abatement: '2026-08' }],
  ],
  horse: [[{ code: 'AP509', en: 'Laminitis', de: 'Hufrehe', onset: '2026-05', abatement: '2026-09' }]],
}

/** Charts of the first patients of each practice. */
export const fillDemo: FillDemo = async (filling) => {
  const { tx, patientIds } = filling
  for (const [nth, patientId] of patientIds.slice(0, 24).entries()) {
    const subject = await findSubject(tx, patientId, undefined)
    if (subject) await addConditions(filling, subject, nth)
  }
}

async function addConditions({ tx, organization, id }: Filling, subject: SubjectRow, nth: number): Promise<void> {
  const system = subject.kind === 'human' ? 'icd-10-cm' : 'animal-problems'
  const lists = subject.species ? (ofAnimals[subject.species] ?? []) : ofPeople
  for (const [at, { code, en, de, ...told }] of (lists[nth % Math.max(1, lists.length)] ?? []).entries()) {
    // whoever was born later has not had it that long
    const isBorn = !subject.birth_date || (told.onset ?? '9') > subject.birth_date
    const text = organization.country === 'DE' ? de : en
    const given = { ...(isBorn ? told : {}), code: { system, code }, text }
    await addCondition(tx, subject.id, given, undefined, id('condition', subject.id, String(at)))
  }
}
