import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'

type Named = Pick<PatientSummary, 'givenName' | 'familyName'>

/** The whole name as it is spoken. */
export const fullName = ({ givenName, familyName }: Named) => (familyName ? `${givenName} ${familyName}` : givenName)
