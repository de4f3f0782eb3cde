import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'

type Named = Pick<PatientSummary, 'givenName' | 'familyName' | 'usedName'>

/** What everybody calls them. */
export const fullName = ({ givenName, familyName, usedName }: Named) =>
  [usedName ?? givenName, familyName].filter(Boolean).join(' ')

/** As it stands on file, with what stands before it; nothing where that is what everybody says. */
export function legalName(patient: Named & { title?: string }): string | undefined {
  const { title, givenName, familyName, usedName } = patient
  return usedName || title ? [title, givenName, familyName].filter(Boolean).join(' ') : undefined
}
