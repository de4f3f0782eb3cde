import { CalendarClock } from 'lucide-react'
import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useClinic, useOrganization } from '../../../kit/session/session.tsx'
import { useWords } from '../words.ts'
import { Highlight } from './Highlight.tsx'
import { MatchedText } from './MatchedText.tsx'
import { Name } from './Name.tsx'
import { NameList } from './NameList.tsx'
import { fullName } from '../patients/naming.ts'
import { PatientState } from '../patients/PatientState.tsx'
import { useDescription } from '../patients/use-description.ts'
import { WarningMark } from '../warnings/WarningMark.tsx'

type Props = { patient: PatientSummary; query?: string }

export function PatientHitName({ patient, query = '' }: Props) {
  return (
    <span className="flex min-w-0 flex-1 items-baseline gap-3">
      <Name className="min-w-0 font-semibold">
        <Highlight text={fullName(patient)} query={query} />
      </Name>
      <PatientState patient={patient} />
      <WarningMark warnings={patient.warnings} className="shrink-0 self-center" />
      <NextAppointment at={patient.nextVisitAt} label={useWords(patient.kind)('nextVisit')} />
    </span>
  )
}

/** On a phone the day alone: the name needs the room. */
function NextAppointment({ at, label }: { at: string | undefined; label: string }) {
  const { timeZone } = useOrganization()
  const { clinic } = useClinic()
  const format = useFormat()
  const zone = clinic?.timeZone ?? timeZone
  if (!at) return null
  return (
    <span className="ms-auto flex shrink-0 items-center gap-1.5 self-center text-12 font-normal text-muted tabular-nums">
      <CalendarClock aria-hidden="true" className="size-3.5" />
      <span className="sr-only">{label} </span>
      <span className="max-sm:hidden">{format.relativeTime(at, zone)}</span>
      <span className="sm:hidden">{format.relativeDay(at, zone)}</span>
    </span>
  )
}

/**
 * What tells two of one name apart: birth date and age or the breed, who answers for them, a phone; where it was the phone,
 * the e-mail address or the chip that was found, that one, with its part marked.
 */
export function PatientHitFacts({ patient, query = '' }: Props) {
  const words = useWords(patient.kind)
  const describe = useDescription()
  const line = describe.line(patient)
  const { matched, phone } = patient
  const isFoundBy = matched?.text !== undefined && ['phone', 'email', 'microchip', 'identifier'].includes(matched.by)
  const reached = isFoundBy ? matched.text : phone
  return (
    <>
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
      {reached && (
        <>
          {' · '}
          <MatchedText text={reached} query={isFoundBy ? query : ''} />
        </>
      )}
    </>
  )
}
