import { useState } from 'react'
import { X } from 'lucide-react'
import type { GuardianSummary } from '@polyclinic/contract/patients/guardians.ts'
import { SearchPicker } from '../../../kit/search/SearchPicker.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { useWords, type PatientKind } from '../words.ts'
import { GuardianLine } from './GuardianLine.tsx'
import { NewGuardianInline } from './NewGuardianInline.tsx'
import type { GuardianRef } from '../patient-form/patient-values.ts'
import { guardianMatches } from './queries.ts'

type Props = {
  kind: PatientKind
  value: readonly GuardianRef[]
  onChange: (value: GuardianRef[]) => void
  error?: string
}

export function GuardiansField({ kind, value, onChange, error }: Props) {
  const words = useWords(kind)
  const { slug } = useOrganization()
  const [newName, setNewName] = useState<string | null>(null)
  const add = (guardian: GuardianRef) => {
    if (value.every(({ id }) => id !== guardian.id)) onChange([...value, guardian])
    setNewName(null)
  }
  return (
    <div className="flex flex-col gap-2">
      {newName === null ? (
        <SearchPicker<GuardianSummary>
          label={words('guardians')}
          description={value.length === 0 ? words('guardiansHint') : undefined}
          placeholder={words('guardianPlaceholder')}
          ask={(search) => guardianMatches(slug, search)}
          nameOf={({ id, name }) => ({ id, label: name })}
          renderHit={(guardian, query) => (
            <GuardianLine guardian={guardian} query={query} isTaken={value.some(({ id }) => id === guardian.id)} />
          )}
          value={null}
          onPick={add}
          noneText={(search) => words('noMatch', { search })}
          addNew={{ label: (name) => words('addGuardianNamed', { name }), onAdd: setNewName }}
          error={error}
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
