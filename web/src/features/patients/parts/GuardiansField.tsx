import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { UserPlus, X } from 'lucide-react'
import { useOrganization } from '../../../kit/session.tsx'
import { ComboBox } from '../../../ui/ComboBox.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { useWords, type PatientKind } from '../words.ts'
import { Highlight } from './Highlight.tsx'
import { NewGuardianInline } from './NewGuardianInline.tsx'
import type { GuardianRef } from './patient-values.ts'
import { guardianMatches } from './queries.ts'
import { useDebounced } from './use-debounced.ts'

type Props = {
  kind: PatientKind
  value: readonly GuardianRef[]
  onChange: (value: GuardianRef[]) => void
  error?: string
}

const addNew = 'add-new'

/** Who answers for the patient: found by name or phone, or added on the spot. */
export function GuardiansField({ kind, value, onChange, error }: Props) {
  const words = useWords(kind)
  const { slug } = useOrganization()
  const [text, setText] = useState('')
  const [newName, setNewName] = useState<string | null>(null)
  const search = useDebounced(text.trim(), 120)
  const { data, isFetching } = useQuery({ ...guardianMatches(slug, search), enabled: search !== '' })
  const found = (search === '' ? [] : (data?.items ?? [])).filter(({ id }) => value.every((one) => one.id !== id))
  const items = [
    ...found.map((one) => ({ id: one.id, label: one.name, animals: one.patients.map(({ name }) => name).join(', ') })),
    ...(text.trim() === ''
      ? []
      : [{ id: addNew, label: words('addGuardianNamed', { name: text.trim() }), animals: '' }]),
  ]
  const add = (guardian: GuardianRef) => {
    onChange([...value, guardian])
    setText('')
    setNewName(null)
  }
  return (
    <div className="flex flex-col gap-2">
      {newName === null ? (
        <ComboBox
          // A fresh field after each choice, so that the next one can be looked for at once.
          key={value.length}
          label={words('guardians')}
          description={value.length === 0 ? words('guardiansHint') : undefined}
          placeholder={words('guardianPlaceholder')}
          items={items}
          inputValue={text}
          onInputChange={(next) => next !== items.at(-1)?.label && setText(next)}
          onChange={(id, item) => {
            if (id === addNew) setNewName(text.trim())
            else if (id && item) add({ id, name: item.label })
          }}
          isLoading={isFetching && search !== ''}
          error={error}
          renderItem={(item) =>
            item.id === addNew ? (
              <span className="flex items-center gap-2.5 font-semibold text-accent-ink">
                <UserPlus aria-hidden="true" className="size-4" />
                {item.label}
              </span>
            ) : (
              <span className="min-w-0">
                <span className="block truncate font-semibold">
                  <bdi>
                    <Highlight text={item.label} query={search} />
                  </bdi>
                </span>
                {item.animals && <span className="block truncate text-13 text-muted">{item.animals}</span>}
              </span>
            )
          }
        />
      ) : (
        <NewGuardianInline kind={kind} name={newName} onAdded={add} onCancel={() => setNewName(null)} />
      )}
      {value.length > 0 && (
        <ul
          aria-label={words('guardians')}
          className="flex flex-col divide-y divide-line rounded-lg border border-line"
        >
          {value.map((guardian) => (
            <li key={guardian.id} className="flex items-center gap-2 py-1 ps-3 pe-1">
              <span className="min-w-0 flex-1 truncate">
                <bdi>{guardian.name}</bdi>
              </span>
              <IconButton
                size="small"
                label={words('removeGuardian', { name: guardian.name })}
                icon={<X aria-hidden="true" className="size-4" />}
                onPress={() => onChange(value.filter(({ id }) => id !== guardian.id))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
