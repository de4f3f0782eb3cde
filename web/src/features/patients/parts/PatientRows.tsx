import { useMemo } from 'react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Archive, PawPrint, SearchX, Users } from 'lucide-react'
import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import { useOrganization } from '../../../kit/session.tsx'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import type { TableColumn } from '../../../ui/Table.tsx'
import { useWords } from '../words.ts'
import { EmergencyButton } from './EmergencyButton.tsx'
import { EndlessTable } from './EndlessTable.tsx'
import { Highlight } from './Highlight.tsx'
import { Name } from './Name.tsx'
import { NameList } from './NameList.tsx'
import { fullName } from './naming.ts'
import { PatientLine, PatientState } from './PatientLine.tsx'
import { patientPages } from './queries.ts'
import { PatientMark } from './SpeciesIcon.tsx'
import { useDescription } from './use-description.ts'
import { useIsPhone } from './use-is-phone.ts'

type Props = {
  search: string
  isArchive: boolean
  activeId?: string
  /** Whether a panel takes half of the room. */
  isBeside: boolean
  onOpen: (id: string) => void
  onAdd?: () => void
}

/** Patients by name, or those that were found. */
export function PatientRows({ search, isArchive, activeId, isBeside, onOpen, onAdd }: Props) {
  const { slug } = useOrganization()
  const words = useWords()
  const query = useInfiniteQuery(patientPages(slug, { search, archived: isArchive ? 'only' : 'no' }))
  const columns = useColumns(search, isBeside)
  return (
    <EndlessTable
      label={words('patients')}
      columns={columns}
      query={query}
      onOpen={onOpen}
      activeId={activeId}
      empty={<Empty search={search} isArchive={isArchive} onAdd={onAdd} />}
    />
  )
}

/** On a phone, and beside an open panel, one column says it all. */
function useColumns(query: string, isBeside: boolean): TableColumn<PatientSummary>[] {
  const words = useWords()
  const describe = useDescription()
  const isPhone = useIsPhone()
  const { kind } = useOrganization()
  return useMemo(() => {
    const whole: TableColumn<PatientSummary> = {
      id: 'patient',
      label: words('patient'),
      width: '1fr',
      minWidth: 200,
      render: (patient) => <PatientLine patient={patient} query={query} />,
    }
    if (isPhone) return [whole]
    const name: TableColumn<PatientSummary> = {
      id: 'name',
      label: words('patient'),
      width: isBeside ? '2fr' : '3fr',
      minWidth: 180,
      render: (patient) => (
        <span className="flex min-w-0 items-center gap-3">
          <PatientMark patient={patient} />
          <Name className="min-w-0 font-semibold">
            <Highlight text={fullName(patient)} query={query} />
          </Name>
          <PatientState patient={patient} />
        </span>
      ),
    }
    const breed: TableColumn<PatientSummary> = {
      id: 'breed',
      label: words('speciesAndBreed'),
      width: '2fr',
      minWidth: 140,
      render: (patient) => describe.breed(patient) ?? '',
    }
    const born: TableColumn<PatientSummary> = {
      id: 'born',
      label: words('field.birthDate'),
      width: isBeside ? 210 : '2fr',
      minWidth: 190,
      render: (patient) => (
        <span className="tabular-nums">
          {describe.born(patient)}
          <span className="text-muted"> {patient.birthDate && `· ${describe.age(patient)}`}</span>
        </span>
      ),
    }
    const guardians: TableColumn<PatientSummary> = {
      id: 'guardians',
      label: words('guardian'),
      width: '2fr',
      minWidth: 140,
      render: (patient) => (
        <Name>
          <NameList names={patient.guardians} query={query} />
        </Name>
      ),
    }
    if (isBeside) return [name, born, guardians]
    return kind === 'human' ? [name, born, guardians] : [name, breed, born, guardians]
  }, [words, describe, isPhone, kind, query, isBeside])
}

function Empty({ search, isArchive, onAdd }: Pick<Props, 'search' | 'isArchive' | 'onAdd'>) {
  const words = useWords()
  const { kind } = useOrganization()
  const add = onAdd && (
    <Button variant="primary" onPress={onAdd}>
      {words('newPatient')}
    </Button>
  )
  if (search !== '') {
    return (
      <EmptyState
        icon={<SearchX aria-hidden="true" />}
        title={words('noMatch', { search })}
        text={words('noMatchText')}
        action={
          <>
            <EmergencyButton />
            {!isArchive && add}
          </>
        }
      />
    )
  }
  if (isArchive)
    return (
      <EmptyState
        icon={<Archive aria-hidden="true" />}
        title={words('noneArchived')}
        text={words('noneArchivedText')}
      />
    )
  return (
    <EmptyState
      icon={kind === 'veterinary' ? <PawPrint aria-hidden="true" /> : <Users aria-hidden="true" />}
      title={words('none')}
      text={words('noneText')}
      action={add}
    />
  )
}
