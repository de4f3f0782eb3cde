import { spanOf } from '@polyclinic/contract/kit/partial-date.ts'
import { faultInLife, type FieldFault } from '../subjects/rules.ts'

interface Facts {
  givenOn: string
  dueOn: string | null
}

/** Why these days of a vaccination cannot stand; undefined where they can. */
export function immunizationFault(
  { givenOn, dueOn }: Facts,
  life: { birth_date: string | null; deceased_on: string | null },
  latestDay: string,
): (FieldFault & { path: string }) | undefined {
  const fault = faultInLife(givenOn, life, latestDay)
  if (fault) return { path: 'givenOn', ...fault }
  if (dueOn && dueOn <= spanOf(givenOn)[0])
    return { path: 'dueOn', code: 'ends-first', message: 'lies before it was given' }
  return undefined
}
