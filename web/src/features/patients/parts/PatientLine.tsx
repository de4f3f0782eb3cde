import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { useWords } from '../words.ts'
import { Highlight } from './Highlight.tsx'
import { Name } from './Name.tsx'
import { NameList } from './NameList.tsx'
import { fullName } from './naming.ts'
import { PatientMark } from './SpeciesIcon.tsx'
import { useDescription } from './use-description.ts'

type Props = {
  patient: PatientSummary
  /** What was typed, to be marked in the names. */
  query?: string
}

/** A patient in two lines: name above, then what makes a wrong pick hard. */
export function PatientLine({ patient, query = '' }: Props) {
  const words = useWords(patient.kind)
  const describe = useDescription()
  const line = describe.line(patient)
  return (
    <span className="flex min-w-0 flex-1 items-center gap-3">
      <PatientMark patient={patient} />
      <span className="min-w-0 flex-1">
        <span className="flex min-w-0 items-center gap-2">
          <Name className="min-w-0 font-semibold">
            <Highlight text={fullName(patient)} query={query} />
          </Name>
          <PatientState patient={patient} />
        </span>
        <span className="block truncate text-13 font-normal text-muted">
          {line || words('unknownBirth')}
          {patient.guardians.length > 0 && (
            <>
              {' · '}
              {words('guardian')}{' '}
              <span className="text-ink">
                <NameList names={patient.guardians} query={query} />
              </span>
            </>
          )}
        </span>
      </span>
    </span>
  )
}

/** What nobody may overlook: deceased, archived. */
export function PatientState({ patient }: { patient: Pick<PatientSummary, 'kind' | 'deceasedOn' | 'archivedAt'> }) {
  const words = useWords(patient.kind)
  return (
    <>
      {patient.deceasedOn && <Badge tone="neutral">{words('deceased')}</Badge>}
      {patient.archivedAt && <Badge tone="warn">{words('archived')}</Badge>}
    </>
  )
}
