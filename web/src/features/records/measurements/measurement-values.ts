import { kindsFor, measurementKinds, type MeasurementKind } from '@polyclinic/contract/records/measurement-kinds.ts'
import type { Measurement } from '@polyclinic/contract/records/measurements.ts'

/** One line of the form: null where nothing is typed. */
export type Line = { value: number | null; second: number | null; unit: string }

export type MeasurementValues = {
  lines: Record<string, Line>
  /** The day, `YYYY-MM-DD`; today: now. */
  day: string | null
  note: string
}

/** Where people measure in these, until they choose others. */
const usualIn: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  US: { weight: '[lb_av]', height: '[in_i]', temperature: '[degF]', glucose: 'mg/dL' },
}

export const linesFor = (
  of: 'human' | 'animal',
  country: string,
  latest: readonly Measurement[],
): Record<string, Line> =>
  Object.fromEntries(
    kindsFor(of).map((kind) => {
      const before = latest.find((one) => one.kind === kind)
      const unit = before?.typed.unit ?? usualIn[country]?.[kind] ?? measurementKinds[kind].unit
      return [kind, { value: null, second: null, unit }]
    }),
  )

export const filledKinds = (lines: Record<string, Line>): MeasurementKind[] =>
  (Object.keys(lines) as MeasurementKind[]).filter((kind) => lines[kind]?.value !== null || lines[kind].second !== null)

export const itemsOf = (lines: Record<string, Line>) =>
  filledKinds(lines).map((kind) => {
    const { value, second, unit } = lines[kind] as Line
    return { kind, value: value ?? 0, ...(second !== null && { secondValue: second }), unit }
  })
