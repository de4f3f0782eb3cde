import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import { PatientHitFacts, PatientHitName } from './PatientHit.tsx'
import { PatientMark } from '../patients/SpeciesIcon.tsx'

type Props = {
  patient: PatientSummary
  query?: string
}

export function PatientLine({ patient, query = '' }: Props) {
  return (
    <span className="flex min-w-0 flex-1 items-center gap-3">
      <PatientMark patient={patient} />
      <span className="min-w-0 flex-1">
        <PatientHitName patient={patient} query={query} />
        <span className="block truncate text-13 font-normal text-muted">
          <PatientHitFacts patient={patient} query={query} />
        </span>
      </span>
    </span>
  )
}
