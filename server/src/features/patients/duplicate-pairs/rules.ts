import type { DuplicateReason } from '@polyclinic/contract/patients/duplicates/duplicate-checks.ts'

interface Born {
  birthDate?: string | null | undefined
}

/**
 * What may be asked about unasked: a number of their own, or a name with something beside it. Families share phones and addresses,
 * twins a birth date as well, a son has his father's name; whoever adds somebody is warned of all these, a list of them would be
 * nobody's work.
 */
export function isProbablyOne(reasons: readonly DuplicateReason[], one: Born, other: Born): boolean {
  const has = (...any: DuplicateReason[]) => any.some((reason) => reasons.includes(reason))
  if (has('same-microchip', 'same-identifier')) return true
  if (!has('same-name', 'similar-name')) return false
  if (has('same-birth-date', 'birth-date-swapped')) return true
  // a name that is nearly the same, born on nearly the same day, is two coincidences
  if (has('birth-date-near')) return has('same-name', 'same-email', 'same-phone')
  if (one.birthDate && other.birthDate) return false
  return has('same-email', 'same-phone') || (has('same-name') && has('same-guardian'))
}
