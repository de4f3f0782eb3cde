/** What a unit of measure is in the kind's own: `value * factor + offset`. */
interface Unit {
  factor: number
  offset?: number
}

interface Bounds {
  low: number
  high: number
}

export interface MeasurementKindFacts {
  /** FHIR Observation.code, where LOINC has one. */
  loinc?: string
  /** The unit that values are kept and compared in (UCUM). */
  unit: string
  /** Those that may be typed, the usual one of most countries first. */
  units: Readonly<Record<string, Unit>>
  /** What can be at all, in the kind's unit; absent where such a patient has none of it. */
  human?: Bounds
  animal?: Bounds
  /** It has two values, the second below the first: diastolic below systolic. */
  isPair?: true
  second?: Bounds
  /** Steps of a scale: no part of a point. */
  isWhole?: true
}

const same: Unit = { factor: 1 }
const perMinute = { '/min': same }
const length = { cm: same, m: { factor: 100 }, '[in_i]': { factor: 2.54 }, mm: { factor: 0.1 } }

/** What is measured, in which units (UCUM), and what is plausible of people and animals. */
const table = {
  weight: {
    loinc: '29463-7',
    unit: 'kg',
    units: { kg: same, g: { factor: 0.001 }, '[lb_av]': { factor: 0.45359237 }, '[oz_av]': { factor: 0.028349523125 } },
    human: { low: 0.2, high: 650 },
    animal: { low: 0.005, high: 1500 },
  },
  height: { loinc: '8302-2', unit: 'cm', units: length, human: { low: 20, high: 272 }, animal: { low: 2, high: 220 } },
  'head-circumference': { loinc: '9843-4', unit: 'cm', units: length, human: { low: 15, high: 80 } },
  temperature: {
    loinc: '8310-5',
    unit: 'Cel',
    units: { Cel: same, '[degF]': { factor: 5 / 9, offset: -160 / 9 } },
    human: { low: 25, high: 45 },
    animal: { low: 15, high: 46 },
  },
  'heart-rate': {
    loinc: '8867-4',
    unit: '/min',
    units: perMinute,
    human: { low: 10, high: 350 },
    animal: { low: 5, high: 800 },
  },
  'respiratory-rate': {
    loinc: '9279-1',
    unit: '/min',
    units: perMinute,
    human: { low: 2, high: 120 },
    animal: { low: 2, high: 400 },
  },
  'blood-pressure': {
    loinc: '85354-9',
    unit: 'mm[Hg]',
    units: { 'mm[Hg]': same, kPa: { factor: 7.50061683 } },
    human: { low: 30, high: 320 },
    animal: { low: 20, high: 350 },
    isPair: true,
    second: { low: 10, high: 240 },
  },
  'oxygen-saturation': {
    loinc: '59408-5',
    unit: '%',
    units: { '%': same },
    human: { low: 30, high: 100 },
    animal: { low: 30, high: 100 },
  },
  glucose: {
    loinc: '15074-8',
    unit: 'mmol/L',
    units: { 'mmol/L': same, 'mg/dL': { factor: 0.0555 } },
    human: { low: 0.3, high: 80 },
    animal: { low: 0.3, high: 80 },
  },
  pain: {
    loinc: '72514-3',
    unit: '{score}',
    units: { '{score}': same },
    human: { low: 0, high: 10 },
    animal: { low: 0, high: 10 },
    isWhole: true,
  },
  'body-condition': {
    unit: '{score}',
    units: { '{score}': same },
    animal: { low: 1, high: 9 },
    isWhole: true,
  },
} as const satisfies Record<string, MeasurementKindFacts>

export type MeasurementKind = keyof typeof table

export const measurementKinds: Readonly<Record<MeasurementKind, MeasurementKindFacts>> = table

export const measurementKindKeys = Object.keys(table) as MeasurementKind[]

export const unitKeys = [...new Set(Object.values(measurementKinds).flatMap(({ units }) => Object.keys(units)))]

/** Twelve digits: what arithmetic of fractions adds is nobody's measurement. */
const withoutNoise = (value: number) => Number(value.toPrecision(12))

/** A value in the kind's own unit; undefined where the kind is not measured in that. */
export function inOwnUnit(kind: MeasurementKind, value: number, unit: string): number | undefined {
  const known = Object.hasOwn(measurementKinds[kind].units, unit) && measurementKinds[kind].units[unit]
  return known ? withoutNoise(value * known.factor + (known.offset ?? 0)) : undefined
}

/** The other way: what a kept value is in a unit. */
export function inUnit(kind: MeasurementKind, value: number, unit: string): number | undefined {
  const known = Object.hasOwn(measurementKinds[kind].units, unit) && measurementKinds[kind].units[unit]
  return known ? withoutNoise((value - (known.offset ?? 0)) / known.factor) : undefined
}

/** What is measured of such a patient. */
export const kindsFor = (kind: 'human' | 'animal'): MeasurementKind[] =>
  measurementKindKeys.filter((one) => measurementKinds[one][kind] !== undefined)
