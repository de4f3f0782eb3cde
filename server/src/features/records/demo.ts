import type { Species } from '@polyclinic/contract/patients/species.ts'
import type { FillDemo, Filling } from '../../demo/filling.ts'
import { firstDayOf } from '@polyclinic/contract/kit/partial-date.ts'
import { randomOf } from '../../demo/ids.ts'
import { addCondition, type NewCondition } from './conditions/actions.ts'
import { addGoal } from './goals/actions.ts'
import { addImmunization } from './immunizations/actions.ts'
import { addMeasurements } from './measurements/actions.ts'
import { addMotions } from './motions/actions.ts'
import { addOutcome } from './outcomes/actions.ts'
import { courseOf, type Course } from './outcomes/courses.ts'
import { addSpecialTest } from './special-tests/actions.ts'
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
    if (!subject) continue
    await addConditions(filling, subject, nth)
    if (nth < 12) await addHistory(filling, subject, nth)
    if (nth < 12) await addCourse(filling, subject, nth)
    if (nth < 18) await addVaccinations(filling, subject, nth)
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

/** What each kind is given, as code, name in English and German, and months until the next. */
const vaccinesOf: Partial<Record<Species | 'human', readonly (readonly [string, string, string, number])[]>> = {
  human: [
    ['115', 'Tdap', 'Tdap', 120],
    ['150', 'Influenza', 'Influenza', 12],
  ],
  dog: [
    ['AV101', 'Distemper, hepatitis, parvovirus (DHP)', 'Staupe, Hepatitis, Parvovirose (SHP)', 36],
    ['AV103', 'Leptospirosis', 'Leptospirose', 12],
    ['AV102', 'Rabies', 'Tollwut', 36],
  ],
  cat: [['AV201', 'Panleukopenia, herpesvirus, calicivirus (RCP)', 'Katzenseuche und Katzenschnupfen (RCP)', 36]],
  horse: [
    ['AV302', 'Equine influenza', 'Influenza', 6],
    ['AV301', 'Tetanus', 'Tetanus', 24],
  ],
}

/** Given at a visit of the last two years: some are overdue, some due soon. */
async function addVaccinations(
  { tx, organization, now, id }: Filling,
  subject: SubjectRow,
  nth: number,
): Promise<void> {
  const system = subject.kind === 'human' ? 'cvx' : 'animal-vaccines'
  for (const [at, [code, en, de, months]] of (vaccinesOf[subject.species ?? 'human'] ?? []).entries()) {
    const given = now - (160 + ((nth * 97 + at * 211) % 480)) * day
    if (subject.birth_date && given < Date.parse(firstDayOf(subject.birth_date))) continue
    const vaccination = {
      code: { system, code },
      text: organization.country === 'DE' ? de : en,
      givenOn: dayAt(given),
      dueOn: dayAt(given + months * 30.44 * day),
      batch: `${'ABCDEF'[(nth + at) % 6]}${(nth * 7919 + at * 104_729) % 90_000}`,
    }
    await addImmunization(tx, subject.id, vaccination, undefined, id('immunization', subject.id, code))
  }
}

const dayAt = (at: number) => new Date(at).toISOString().slice(0, 10)

const day = 86_400_000

/** What a grown one of a kind weighs, in kilograms. */
const grownWeight: Partial<Record<Species, number>> = { dog: 19, cat: 4.4, horse: 540, rabbit: 2.1 }

/** Weighed at each visit for two years, most of all the young; with what else was looked at. */
async function addHistory({ tx, organization, now, id }: Filling, subject: SubjectRow, nth: number): Promise<void> {
  const random = randomOf(organization.slug, 'measured', subject.id)
  const born = subject.birth_date ? Date.parse(firstDayOf(subject.birth_date)) : now - 30 * 365 * day
  const isHuman = subject.kind === 'human'
  const grown = isHuman ? 58 + 30 * random() : (grownWeight[subject.species ?? 'dog'] ?? 3) * (0.8 + 0.5 * random())
  for (let step = 8; step >= 0; step -= 1) {
    const at = now - (step * 90 + 3 + nth) * day
    if (at < born + 30 * day) continue
    const years = (at - born) / (365 * day)
    const share = Math.min(1, isHuman ? 0.06 + years / 16 : 0.25 + years / 1.2)
    const weight = Math.round(grown * share * (1 + (random() - 0.5) * 0.04) * 100) / 100
    const items = [
      { kind: 'weight' as const, value: weight, unit: 'kg' },
      ...(step % 2 === 0 ? beside(subject, random) : []),
    ]
    const ids = items.map(({ kind }) => id('measurement', subject.id, kind, String(step)))
    const measuredAt = new Date(at).toISOString()
    await addMeasurements(tx, subject.id, { items, measuredAt, isConfirmed: true }, undefined, ids)
  }
}

const restingRate: Partial<Record<Species, number>> = { dog: 95, cat: 165, horse: 36 }

function beside({ kind, species }: SubjectRow, random: () => number) {
  const around = (middle: number, width: number) => Math.round((middle + (random() - 0.5) * width) * 10) / 10
  const rate = kind === 'human' ? 72 : (restingRate[species ?? 'dog'] ?? 180)
  return [
    { kind: 'temperature' as const, value: around(kind === 'human' ? 36.8 : 38.5, 1), unit: 'Cel' },
    { kind: 'heart-rate' as const, value: Math.round(around(rate, rate / 4)), unit: '/min' },
    ...(kind === 'human'
      ? [
          {
            kind: 'blood-pressure' as const,
            value: Math.round(around(126, 22)),
            secondValue: Math.round(around(79, 12)),
            unit: 'mm[Hg]',
          },
        ]
      : [{ kind: 'body-condition' as const, value: 4 + Math.floor(random() * 3), unit: '{score}' }]),
  ]
}

const stepOf = (now: number, step: number) => new Date(now - (step * 21 + 2) * day).toISOString()

/** What a treatment changed: of some patients of each practice. */
async function addCourse(filling: Filling, subject: SubjectRow, nth: number): Promise<void> {
  const course = courseOf(subject.kind === 'human' ? null : (subject.species ?? 'other'), nth)
  // whoever was born meanwhile was not treated for years
  if (!course || (subject.birth_date ?? '1980') > stepOf(filling.now, 8)) return
  await addScores(filling, subject, course)
  await addFindings(filling, subject, course)
  for (const [at, { en, de, inDays, ...goal }] of course.goals.entries()) {
    const text = filling.organization.country === 'DE' ? de : en
    const dueOn = new Date(filling.now + inDays * day).toISOString().slice(0, 10)
    await addGoal(
      filling.tx,
      subject.id,
      { ...goal, text, dueOn },
      undefined,
      filling.id('goal', subject.id, String(at)),
    )
  }
}

async function addScores(
  { tx, organization, now, id }: Filling,
  { id: to }: SubjectRow,
  course: Course,
): Promise<void> {
  const { activities = [] } = course
  for (let step = 0; step < 4; step += 1) {
    const measuredAt = stepOf(now, 3 - step)
    for (const { each, ...scored } of course.scores)
      await addOutcome(
        tx,
        to,
        { ...scored, score: each[step] ?? 0, measuredAt },
        undefined,
        id('outcome', to, scored.measure, String(step)),
      )
    if (activities.length === 0) continue
    const told = activities.map(({ en, de, each }) => ({
      text: organization.country === 'DE' ? de : en,
      value: each[step] ?? 0,
    }))
    await addOutcome(
      tx,
      to,
      { measure: 'psfs', activities: told, measuredAt },
      undefined,
      id('outcome', to, 'psfs', String(step)),
    )
  }
}

async function addFindings(
  { tx, now, id }: Filling,
  { id: to }: SubjectRow,
  { motions, tests }: Course,
): Promise<void> {
  for (const step of motions.length > 0 ? ([0, 1] as const) : []) {
    const items = motions.map(({ left, right, ...of }) => ({ ...of, left: left[step], right: right[step] }))
    const ids = items.map(({ joint, movement }) => id('motion', to, joint, movement, String(step)))
    await addMotions(tx, to, { mode: 'active', items, measuredAt: stepOf(now, step === 0 ? 3 : 0) }, undefined, ids)
  }
  for (const test of tests)
    await addSpecialTest(tx, to, { ...test, examinedAt: stepOf(now, 3) }, undefined, id('special-test', to, test.test))
}
