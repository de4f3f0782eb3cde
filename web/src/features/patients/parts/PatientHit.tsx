import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import { useWords } from '../words.ts'
import { Highlight } from './Highlight.tsx'
import { MatchedText } from './MatchedText.tsx'
import { Name } from './Name.tsx'
import { NameList } from './NameList.tsx'
import { fullName } from './naming.ts'
import { useDescription } from './use-description.ts'

type Props = { patient: PatientSummary; query?: string }

/** Who was found, with the searched-for letters marked. */
export function PatientHitName({ patient, query = '' }: Props) {
  return (
    <Name className="min-w-0 font-semibold">
      <Highlight text={fullName(patient)} query={query} />
    </Name>
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
  const isFoundBy = matched?.text !== undefined && ['phone', 'email', 'microchip'].includes(matched.by)
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
