import { fold } from '@polyclinic/contract/kit/fold.ts'
import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'

/** What is known of a patient who is being added. */
export type Draft = {
  kind: PatientSummary['kind']
  givenName: string
  familyName: string
  birthDate: string | null
  species: string | null
  guardianIds: readonly string[]
}

/**
 * Whether somebody on file is probably the one who is being added: a person of a similar name born the
 * same day (or, where a birth date is missing, of the same whole name); an animal of the same name and
 * species that shares a guardian, or whose guardian is not yet known.
 */
export function isProbablySame(draft: Draft, candidate: PatientSummary): boolean {
  if (draft.kind !== candidate.kind) return false
  const name = fold(`${draft.givenName} ${draft.familyName}`)
  const known = fold(`${candidate.givenName} ${candidate.familyName ?? ''}`)
  if (draft.kind === 'animal') {
    const isSameSpecies = draft.species === null || draft.species === candidate.species
    const isSharedGuardian =
      draft.guardianIds.length === 0 || candidate.guardians.some(({ id }) => draft.guardianIds.includes(id))
    return isSameSpecies && isSharedGuardian && isSimilarName(fold(draft.givenName), fold(candidate.givenName))
  }
  if (draft.birthDate && candidate.birthDate)
    return draft.birthDate === candidate.birthDate && isSimilarName(name, known)
  return draft.familyName.trim() !== '' && name === known
}

/** The same words in any order, or one letter apart, or one name the beginning of the other ("Alex", "Alexander"). */
export function isSimilarName(one: string, other: string): boolean {
  if (one === '' || other === '') return false
  const sorted = (name: string) => name.split(' ').sort().join(' ')
  if (sorted(one) === sorted(other)) return true
  if (one.length >= 3 && other.length >= 3 && (one.startsWith(other) || other.startsWith(one))) return true
  const [first, ...rest] = one.split(' ')
  const [otherFirst, ...otherRest] = other.split(' ')
  const isSameFamily = rest.length > 0 && rest.join(' ') === otherRest.join(' ')
  if (isSameFamily && first && otherFirst && (first.startsWith(otherFirst) || otherFirst.startsWith(first))) return true
  return Math.min(one.length, other.length) >= 4 && isOneLetterApart(one, other)
}

function isOneLetterApart(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false
  let start = 0
  while (start < one.length && one[start] === other[start]) start += 1
  const rest = (text: string, skip: number) => text.slice(start + skip)
  if (rest(one, 1) === rest(other, 1) || rest(one, 1) === rest(other, 0) || rest(one, 0) === rest(other, 1)) return true
  // Two neighbouring letters swapped.
  return one[start] === other[start + 1] && one[start + 1] === other[start] && rest(one, 2) === rest(other, 2)
}
