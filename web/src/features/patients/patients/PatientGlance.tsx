import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { factLine } from '../../../kit/texts/fact-line.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useClinic } from '../../../kit/session/session.tsx'
import { useWords } from '../words.ts'
import { PatientState } from './PatientState.tsx'
import { PatientMark } from './SpeciesIcon.tsx'
import { useDescription } from './use-description.ts'

export function PatientGlance({ patient }: { patient: Patient }) {
  const words = useWords(patient.kind)
  const describe = useDescription()
  const format = useFormat()
  const { clinic } = useClinic()
  const zone = clinic?.timeZone ?? 'UTC'
  const next = patient.nextVisitAt && `${words('nextVisit')} ${format.relativeTime(patient.nextVisitAt, zone)}`
  return (
    <span className="flex min-w-0 items-center gap-2">
      {patient.pictureId && <PatientMark patient={patient} size="small" />}
      <span className="min-w-0 truncate">{factLine([describe.line(patient), next])}</span>
      <PatientState patient={patient} />
    </span>
  )
}
