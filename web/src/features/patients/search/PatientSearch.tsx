import type { Ref } from 'react'
import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import { SearchPicker } from '../../../kit/search/SearchPicker.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { fullName } from '../patients/naming.ts'
import { PatientLine } from './PatientLine.tsx'
import { patientMatches } from '../patients/queries.ts'
import { useWords } from '../words.ts'

type Props = {
  /** A pick; null when the text is changed again. */
  onChange: (patient: PatientSummary | null) => void
  value?: Pick<PatientSummary, 'id' | 'givenName' | 'familyName'> | null
  onAddNew?: (text: string) => void
  label?: string
  isLabelHidden?: boolean
  error?: string
  isRequired?: boolean
  autoFocus?: boolean
  inputRef?: Ref<HTMLInputElement>
  className?: string
}

/** Finds a patient while one types: by any part of a name, a guardian, a phone, an e-mail, a birth date, a chip. */
export function PatientSearch({ onChange, value = null, onAddNew, label, ...rest }: Props) {
  const words = useWords()
  const { slug } = useOrganization()
  return (
    <SearchPicker<PatientSummary>
      {...rest}
      label={label ?? words('patient')}
      placeholder={words('searchPlaceholder')}
      ask={(search) => patientMatches(slug, search)}
      nameOf={(patient) => ({ id: patient.id, label: fullName(patient) })}
      renderHit={(patient, query) => <PatientLine patient={patient} query={query} />}
      value={value && { id: value.id, label: fullName(value) }}
      onPick={onChange}
      onClear={() => onChange(null)}
      noneText={(search) => words('noMatch', { search })}
      addNew={onAddNew && { label: (name) => words('addNewNamed', { name }), onAdd: onAddNew }}
    />
  )
}
