/** Whom a measure is made for: people, or a species. */
export type MeasuredSubject = 'human' | 'dog' | 'cat' | 'horse'

/** How it is filled in: one number; its items; activities that the patient names; the total of a form that the clinic has a licence for. */
export type OutcomeForm = 'number' | 'items' | 'activities' | 'total'

export interface ImportantChange {
  /** In points of the score; of a published span the larger end, so that no change is claimed that somebody found too small. */
  value: number
  source: string
  /** It was read in its source; else it is cited from memory, and a clinician must confirm it first. */
  isChecked: boolean
}

export interface OutcomeMeasureFacts {
  subjects: readonly MeasuredSubject[]
  form: OutcomeForm
  low: number
  /** Absent where there is no end: seconds, metres. */
  high?: number
  /** What can be at all, where the measure itself has no end. */
  plausible?: number
  unit: OutcomeUnit
  /** Digits behind the point that are told apart. */
  digits: 0 | 1 | 2
  better: 'lower' | 'higher'
  change?: ImportantChange
  /** One for each side of the body. */
  hasSides?: true
  /** Answers of an item, and how many may be missing: these count as the mean of the others. */
  items?: { count: number; high: number; mayMiss: number }
}

export type OutcomeUnit = 'points' | 'mm' | 'cm' | 'm' | 's' | 'mps' | 'kg' | 'times' | 'percent' | 'grade'

const read = (value: number, source: string): ImportantChange => ({ value, source, isChecked: true })
const remembered = (value: number, source: string): ImportantChange => ({ value, source, isChecked: false })

const human = ['human'] as const
const dog = ['dog'] as const
const total = { form: 'total', unit: 'points', digits: 0 } as const
const walked = { form: 'number', low: 0, better: 'higher' } as const

/**
 * Outcome measures. Items stand only where they may be shown to everybody (PHQ-9, GAD-7); of the others the clinic fills in
 * the form that it may use, and types the total.
 */
const table = {
  nprs: {
    subjects: human,
    form: 'number',
    low: 0,
    high: 10,
    unit: 'points',
    digits: 0,
    better: 'lower',
    change: read(2, 'Childs et al. Spine 2005;30(11):1331-4'),
  },
  vas: {
    subjects: human,
    form: 'number',
    low: 0,
    high: 100,
    unit: 'mm',
    digits: 0,
    better: 'lower',
    change: remembered(13, 'Todd et al. Ann Emerg Med 1996;27:485-9'),
  },
  psfs: {
    subjects: human,
    form: 'activities',
    low: 0,
    high: 10,
    unit: 'points',
    digits: 1,
    better: 'higher',
    change: remembered(2, 'Stratford et al. Physiother Can 1995;47:258-63'),
  },
  'phq-9': {
    subjects: human,
    form: 'items',
    low: 0,
    high: 27,
    unit: 'points',
    digits: 0,
    better: 'lower',
    change: remembered(5, 'Löwe et al. Med Care 2004;42:1194-201'),
    items: { count: 9, high: 3, mayMiss: 2 },
  },
  'gad-7': {
    subjects: human,
    form: 'items',
    low: 0,
    high: 21,
    unit: 'points',
    digits: 0,
    better: 'lower',
    change: remembered(4, 'Toussaint et al. J Affect Disord 2020;265:395-401'),
    items: { count: 7, high: 3, mayMiss: 0 },
  },
  'chair-stand': {
    ...walked,
    subjects: human,
    plausible: 60,
    unit: 'times',
    digits: 0,
    change: remembered(2.6, 'Wright et al. J Orthop Sports Phys Ther 2011;41:319-27'),
  },
  tug: {
    subjects: human,
    form: 'number',
    low: 0,
    plausible: 600,
    unit: 's',
    digits: 1,
    better: 'lower',
    change: read(1.14, 'BMC Musculoskelet Disord 2015, doi 10.1186/s12891-015-0637-8'),
  },
  'six-minute-walk': {
    ...walked,
    subjects: human,
    plausible: 1500,
    unit: 'm',
    digits: 0,
    change: remembered(30.5, 'Bohannon & Crouch. J Eval Clin Pract 2017;23:377-81'),
  },
  'gait-speed': {
    ...walked,
    subjects: human,
    plausible: 5,
    unit: 'mps',
    digits: 2,
    change: remembered(0.1, 'Perera et al. J Am Geriatr Soc 2006;54:743-9'),
  },
  grip: {
    ...walked,
    subjects: human,
    plausible: 150,
    unit: 'kg',
    digits: 1,
    hasSides: true,
    change: remembered(6.5, 'Bohannon. J Phys Ther Sci 2019;31:75-8'),
  },
  'thigh-girth': { ...walked, subjects: ['human', 'dog'], plausible: 150, unit: 'cm', digits: 1, hasSides: true },
  lefs: {
    ...total,
    subjects: human,
    low: 0,
    high: 80,
    better: 'higher',
    change: read(9, 'Binkley et al. Phys Ther 1999;79:371-83'),
  },
  rmdq: {
    ...total,
    subjects: human,
    low: 0,
    high: 24,
    better: 'lower',
    change: remembered(5, 'Ostelo et al. Spine 2008;33:90-4'),
  },
  odi: {
    ...total,
    subjects: human,
    low: 0,
    high: 100,
    unit: 'percent',
    better: 'lower',
    change: remembered(10, 'Ostelo et al. Spine 2008;33:90-4'),
  },
  ndi: { ...total, subjects: human, low: 0, high: 50, better: 'lower' },
  dash: {
    ...total,
    subjects: human,
    low: 0,
    high: 100,
    digits: 1,
    better: 'lower',
    change: remembered(10.8, 'Franchignoni et al. J Orthop Sports Phys Ther 2014;44:30-9'),
  },
  quickdash: {
    ...total,
    subjects: human,
    low: 0,
    high: 100,
    digits: 1,
    better: 'lower',
    change: remembered(15.9, 'Franchignoni et al. J Orthop Sports Phys Ther 2014;44:30-9'),
  },
  koos: {
    ...total,
    subjects: human,
    low: 0,
    high: 100,
    digits: 1,
    better: 'higher',
    hasSides: true,
    change: remembered(10, 'Roos & Lohmander. Health Qual Life Outcomes 2003;1:64'),
  },
  womac: { ...total, subjects: human, low: 0, high: 96, better: 'lower' },
  bbs: {
    ...total,
    subjects: human,
    low: 0,
    high: 56,
    better: 'higher',
    change: remembered(7, 'Donoghue & Stokes. J Rehabil Med 2009;41:343-6'),
  },
  'cbpi-severity': {
    ...total,
    subjects: dog,
    low: 0,
    high: 10,
    digits: 2,
    better: 'lower',
    change: read(1, 'Brown, Bell, Rhodes. Am J Vet Res 2013;74:1467-73'),
  },
  'cbpi-interference': {
    ...total,
    subjects: dog,
    low: 0,
    high: 10,
    digits: 2,
    better: 'lower',
    change: read(2, 'Brown, Bell, Rhodes. Am J Vet Res 2013;74:1467-73'),
  },
  load: {
    ...total,
    subjects: dog,
    low: 0,
    high: 52,
    better: 'lower',
    change: remembered(4, 'Innes et al. Vet Rec 2023'),
  },
  hcpi: { ...total, subjects: dog, low: 0, high: 44, better: 'lower' },
  'gcmps-sf': { ...total, subjects: dog, low: 0, high: 24, better: 'lower' },
  lameness: { subjects: ['horse'], form: 'number', low: 0, high: 5, unit: 'grade', digits: 0, better: 'lower' },
} as const satisfies Record<string, OutcomeMeasureFacts>

export type OutcomeMeasure = keyof typeof table

export const outcomeMeasures: Readonly<Record<OutcomeMeasure, OutcomeMeasureFacts>> = table

export const outcomeMeasureKeys = Object.keys(table) as OutcomeMeasure[]

/** Those that are made for such a patient. */
export const measuresFor = (subject: string): OutcomeMeasure[] =>
  outcomeMeasureKeys.filter((key) => outcomeMeasures[key].subjects.some((one) => one === subject))
