import { useState, type Ref } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Search, UserPlus } from 'lucide-react'
import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import { useOrganization } from '../../kit/session.tsx'
import { ComboBox } from '../../ui/ComboBox.tsx'
import { fullName } from './parts/naming.ts'
import { PatientLine } from './parts/PatientLine.tsx'
import { patientMatches } from './parts/queries.ts'
import { useDebounced } from './parts/use-debounced.ts'
import { useWords } from './words.ts'

type Props = {
  /** A pick; null when the text is changed again. */
  onChange: (patient: PatientSummary | null) => void
  /** Who is picked already, shown in the field. */
  value?: Pick<PatientSummary, 'id' | 'givenName' | 'familyName'> | null
  /** Offers "Add new …" with what was typed. */
  onAddNew?: (text: string) => void
  label?: string
  isLabelHidden?: boolean
  error?: string
  isRequired?: boolean
  autoFocus?: boolean
  inputRef?: Ref<HTMLInputElement>
  className?: string
}

/** With the text behind it, so that each text is an entry of its own. */
const addNew = 'add-new:'

type Item = { id: string; label: string; patient?: PatientSummary }

/** Finds a patient while one types: by any part of a name, a guardian, a phone's tail, a birth date, a chip. */
export function PatientSearch({ onChange, value, onAddNew, label, ...rest }: Props) {
  const words = useWords()
  const { slug } = useOrganization()
  const [text, setText] = useState(value ? fullName(value) : '')
  const [seenId, setSeenId] = useState(value?.id)
  if (seenId !== value?.id) {
    setSeenId(value?.id)
    // Picked from outside, for instance because it has just been added.
    if (value) setText(fullName(value))
  }
  const typed = text.trim()
  const search = useDebounced(typed, 120)
  const isPicked = Boolean(value) && typed === (value && fullName(value))
  const { data, isFetching, isPlaceholderData } = useQuery({
    ...patientMatches(slug, search),
    enabled: search !== '' && !isPicked,
  })
  const found = search === '' ? [] : (data?.items ?? [])
  const isWaiting = typed !== search || (isFetching && (isPlaceholderData || !data))
  const addLabel = typed === '' ? words('addNew') : words('addNewNamed', { name: typed })
  const items: Item[] = [
    ...found.map((patient) => ({ id: patient.id, label: fullName(patient), patient })),
    ...(onAddNew && typed !== '' ? [{ id: addNew + typed, label: addLabel }] : []),
  ]

  const type = (next: string) => {
    // The field writes what was chosen into itself; "Add new" is no name.
    if (next === addLabel) return
    setText(next)
    if (value && next !== fullName(value)) onChange(null)
  }
  const pick = (id: string | null) => {
    if (id?.startsWith(addNew)) return onAddNew?.(typed)
    const patient = found.find((one) => one.id === id)
    if (!patient) return
    setText(fullName(patient))
    onChange(patient)
  }
  return (
    <ComboBox<Item>
      {...rest}
      label={label ?? words('patient')}
      placeholder={words('searchPlaceholder')}
      before={<Search aria-hidden="true" className="size-4" />}
      items={items}
      value={value?.id ?? null}
      inputValue={text}
      onInputChange={type}
      onChange={pick}
      allowsCustomValue
      isLoading={isWaiting && typed !== '' && !isPicked}
      emptyText={typed === '' || isPicked ? undefined : words('noMatch', { search: typed })}
      renderItem={({ patient, label: text }) =>
        patient ? (
          <PatientLine patient={patient} query={search} />
        ) : (
          <span className="flex min-w-0 items-center gap-3 font-semibold text-accent-ink">
            <span className="flex size-8 shrink-0 items-center justify-center">
              <UserPlus aria-hidden="true" className="size-4.5" />
            </span>
            <span className="min-w-0 truncate">{text}</span>
          </span>
        )
      }
    />
  )
}
