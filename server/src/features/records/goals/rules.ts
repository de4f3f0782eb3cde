import { outcomeMeasures, type OutcomeMeasure } from '@polyclinic/contract/records/outcome-measures.ts'

interface Facts {
  measure: OutcomeMeasure | null
  threshold: number | null
}

interface Subject {
  kind: 'human' | 'animal'
  species: string | null
}

/** Why these facts of a goal cannot stand, and at which field; undefined where they can. */
export function goalFault(
  { measure, threshold }: Facts,
  { kind, species }: Subject,
): { path: string; code: 'required' | 'kind' | 'implausible'; message: string } | undefined {
  if (!measure)
    return threshold === null ? undefined : { path: 'measure', code: 'required', message: 'what is it a score of?' }
  const { subjects, low, high, plausible } = outcomeMeasures[measure]
  if (!subjects.some((one) => one === (kind === 'human' ? 'human' : species)))
    return { path: 'measure', code: 'kind', message: 'is not made for such a patient' }
  const isReachable = threshold === null || (threshold >= low && threshold <= (high ?? plausible ?? Infinity))
  return isReachable ? undefined : { path: 'threshold', code: 'implausible', message: 'is no score of this measure' }
}
