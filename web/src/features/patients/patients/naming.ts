import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'

type Named = Pick<PatientSummary, 'givenName' | 'familyName'>

export const fullName = ({ givenName, familyName }: Named) => (familyName ? `${givenName} ${familyName}` : givenName)
