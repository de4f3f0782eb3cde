import { spanOf } from '@polyclinic/contract/kit/partial-date.ts'
import type { ConditionStatus } from '@polyclinic/contract/records/condition-words.ts'
import type { SubjectRow } from '../subjects/queries.ts'
import { faultInLife, type FieldFault } from '../subjects/rules.ts'

interface Facts {
  status: ConditionStatus
  onset: string | null
  abatement: string | null
}

/** Why these facts of a problem cannot stand; undefined where they can. FHIR con-4: what has abated is not active. */
export function conditionFault(
  { status, onset, abatement }: Facts,
  subject: Pick<SubjectRow, 'birth_date' | 'deceased_on'>,
  latestDay: string,
): (FieldFault & { path: string }) | undefined {
  for (const [path, date] of [
    ['onset', onset],
    ['abatement', abatement],
  ] as const) {
    const fault = date && faultInLife(date, subject, latestDay)
    if (fault) return { path, ...fault }
  }
  if (abatement && status === 'active') return { path: 'abatement', code: 'not-over', message: 'it is still active' }
  if (onset && abatement && spanOf(abatement)[1] < spanOf(onset)[0])
    return { path: 'abatement', code: 'ends-first', message: 'lies before the onset' }
  return undefined
}

/** Of a patient of whom no death is known, nothing is the cause of one; what was said before stays as it is. */
export const causeFault = (
  { isCauseOfDeath = false }: { isCauseOfDeath?: boolean },
  { deceased_on }: Pick<SubjectRow, 'deceased_on'>,
): (FieldFault & { path: string }) | undefined =>
  isCauseOfDeath && deceased_on === null
    ? { path: 'isCauseOfDeath', code: 'is-alive', message: 'no death of the patient is recorded' }
    : undefined
