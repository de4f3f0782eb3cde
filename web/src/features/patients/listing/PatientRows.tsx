import { useMemo } from 'react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Archive, PawPrint, SearchX, Users } from 'lucide-react'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { useWords } from '../words.ts'
import { EmergencyButton } from '../emergency-accesses/EmergencyButton.tsx'
import { EndlessTable } from './EndlessTable.tsx'
import { useHiddenColumns, usePatientColumns } from './patient-columns.tsx'
import { directions, listedPatients, patientOrder } from './listed.ts'

type Props = {
  search: string
  isArchive: boolean
  activeId?: string
  isBeside: boolean
  onOpen: (id: string) => void
  onAdd?: () => void
}

export function PatientRows({ search, isArchive, activeId, isBeside, onOpen, onAdd }: Props) {
  const { slug } = useOrganization()
  const words = useWords()
  const { search: address, set } = useAddress<{ sort: string }>()
  const order = patientOrder(address)
  const query = useInfiniteQuery(
    listedPatients(slug, { search, archived: isArchive ? 'only' : undefined, sort: order }),
  )
  const all = usePatientColumns(search, isBeside)
  const [hidden] = useHiddenColumns()
  const columns = useMemo(
    () => (isBeside ? all : all.filter(({ id }) => id === 'name' || !hidden.includes(id))),
    [all, hidden, isBeside],
  )
  return (
    <EndlessTable
      label={words('patients')}
      columns={columns}
      query={query}
      sort={{ column: order, direction: directions[order] }}
      onSort={(next) => set({ sort: next === 'name' ? undefined : next }, { replace: true })}
      onOpen={onOpen}
      onFollow={(patient) => set({ patient } as object, { replace: true })}
      activeId={activeId}
      empty={<Empty search={search} isArchive={isArchive} onAdd={onAdd} />}
    />
  )
}

function Empty({ search, isArchive, onAdd }: Pick<Props, 'search' | 'isArchive' | 'onAdd'>) {
  const words = useWords()
  const { kind } = useOrganization()
  const add = onAdd && (
    <Button writes variant="primary" onPress={onAdd}>
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
      text={onAdd && words('noneText')}
      action={add}
    />
  )
}
