import type { IssueCode } from '@polyclinic/contract/kit/problem.ts'
import { inOwnUnit, measurementKinds, type MeasurementKind } from '@polyclinic/contract/records/measurement-kinds.ts'
import type { FieldFault } from '../subjects/rules.ts'

export interface Typed {
  kind: MeasurementKind
  value: number
  secondValue?: number
  unit: string
}

export interface Measured {
  value: number
  secondValue?: number
}

type Finding = { fault: FieldFault & { field: 'kind' | 'value' | 'secondValue' | 'unit' } } | { measured: Measured }

const fault = (field: 'kind' | 'value' | 'secondValue' | 'unit', code: IssueCode, message: string): Finding => ({
  fault: { field, code, message },
})

/** What was typed in the unit of its kind, or why it cannot be. */
export function measuredFrom({ kind, value, secondValue, unit }: Typed, of: 'human' | 'animal'): Finding {
  const facts = measurementKinds[kind]
  const bounds = facts[of]
  if (!bounds) return fault('kind', 'kind', 'is not measured of such a patient')
  const own = inOwnUnit(kind, value, unit)
  if (own === undefined) return fault('unit', 'unit', 'is no unit of it')
  const isIn = (number: number, { low, high }: { low: number; high: number }) => number >= low && number <= high
  if (!isIn(own, bounds) || (facts.isWhole && !Number.isInteger(own)))
    return fault('value', 'implausible', `is not between ${bounds.low} and ${bounds.high} ${facts.unit}`)
  if (!facts.isPair)
    return secondValue === undefined ? { measured: { value: own } } : fault('secondValue', 'kind', 'has one value')
  const second = secondValue === undefined ? undefined : inOwnUnit(kind, secondValue, unit)
  if (second === undefined) return fault('secondValue', 'required', 'needs its second value')
  if (facts.second && !isIn(second, facts.second)) return fault('secondValue', 'implausible', 'is not plausible')
  if (second >= own) return fault('secondValue', 'second-below-first', 'is not below the first')
  return { measured: { value: own, secondValue: second } }
}

const day = 86_400_000

interface Before {
  value: number
  measuredAt: number
}

/**
 * Whether a value is so far from the one before that somebody should look again: a weight that is a third more or less within
 * a quarter of a year, or twice or half ever after; a grown height that changes by more than a twentieth. Who grows may gain.
 */
export function isUnlike(
  kind: MeasurementKind,
  now: Before,
  before: Before,
  { isGrowing }: { isGrowing: boolean },
): boolean {
  if (kind !== 'weight' && kind !== 'height' && kind !== 'head-circumference') return false
  if (before.value <= 0) return false
  const ratio = now.value / before.value
  const days = Math.abs(now.measuredAt - before.measuredAt) / day
  if (kind !== 'weight') return isGrowing ? ratio > 1.5 || ratio < 0.95 : ratio > 1.05 || ratio < 0.95
  if (!isGrowing) return days <= 92 ? ratio > 1.33 || ratio < 0.67 : ratio > 2 || ratio < 0.5
  // the young of small animals double in weeks
  return ratio < 0.67 || ratio > 2 + days / 14
}

/** People grow for eighteen years, animals for one and a half; of whom no birth is known nothing is assumed. */
export function isGrowing(birthDate: string | null, of: 'human' | 'animal', at: number): boolean {
  if (!birthDate) return false
  const years = (at - Date.parse(birthDate)) / (365.25 * day)
  return years < (of === 'human' ? 18 : 1.5)
}
