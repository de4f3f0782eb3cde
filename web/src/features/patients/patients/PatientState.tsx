import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { useWords } from '../words.ts'

export function PatientState({ patient }: { patient: Pick<PatientSummary, 'kind' | 'deceasedOn' | 'archivedAt'> }) {
  const words = useWords(patient.kind)
  return (
    <>
      {patient.deceasedOn && <Badge tone="neutral">{words('deceased')}</Badge>}
      {patient.archivedAt && <Badge tone="warn">{words('archived')}</Badge>}
    </>
  )
}
