import { useMemo } from 'react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { SearchX, Users } from 'lucide-react'
import { shownEmail } from '@polyclinic/contract/kit/reading/email.ts'
import type { GuardianSummary } from '@polyclinic/contract/patients/guardians.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useAddress, useGo } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { paths } from '../../../paths.ts'
import { Avatar } from '../../../ui/signs/Avatar.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import type { TableColumn } from '../../../ui/lists/Table.tsx'
import { useWords } from '../words.ts'
import { EndlessTable } from './EndlessTable.tsx'
import { Highlight } from '../search/Highlight.tsx'
import { Name } from '../search/Name.tsx'
import { NameList } from '../search/NameList.tsx'
import { guardianOrder, listedGuardians } from './listed.ts'
import { useIsPhone } from '../../../kit/screen/viewport.ts'

export function GuardianRows({ search, onAdd }: { search: string; onAdd?: () => void }) {
  const { slug } = useOrganization()
  const words = useWords()
  const go = useGo()
  const { search: address, set } = useAddress<{ sort: string }>()
  const order = guardianOrder(address)
  const query = useInfiniteQuery(listedGuardians(slug, { search, sort: order }))
  const columns = useGuardianColumns(search)
  const add = onAdd && (
    <Button writes variant="primary" onPress={onAdd}>
      {words('newGuardian')}
    </Button>
  )
  return (
    <EndlessTable
      label={words('guardians')}
      columns={columns}
      query={query}
      sort={{ column: order, direction: 'ascending' }}
      onSort={(next) => set({ sort: next === 'name' ? undefined : next }, { replace: true })}
      onOpen={(id) => go(paths.guardian(slug, id))}
      empty={
        search ? (
          <EmptyState
            icon={<SearchX aria-hidden="true" />}
            title={words('noMatch', { search })}
            text={words('noMatchText')}
            action={add}
          />
        ) : (
          <EmptyState
            icon={<Users aria-hidden="true" />}
            title={words('noGuardians')}
            text={words('noGuardiansText')}
            action={add}
          />
        )
      }
    />
  )
}

/** Who, for whom, how they are reached, and when the first of their patients comes; on a phone all in one. */
function useGuardianColumns(search: string): TableColumn<GuardianSummary>[] {
  const words = useWords()
  const format = useFormat()
  const { timeZone } = useOrganization()
  const isPhone = useIsPhone()
  return useMemo(() => {
    const name: TableColumn<GuardianSummary> = {
      id: 'name',
      label: words('guardian'),
      isSortable: !isPhone,
      width: '1fr',
      minWidth: 200,
      render: (guardian) => (
        <span className="flex min-w-0 items-center gap-3">
          <Avatar name={guardian.name} />
          <span className="min-w-0 flex-1">
            <Name className="font-semibold">
              <Highlight text={guardian.name} query={search} />
            </Name>
            {isPhone && (
              <span className="block truncate text-13 text-muted">
                <NameList names={guardian.patients} query={search} />
                {guardian.phone && (
                  <>
                    {guardian.patients.length > 0 && ' · '}
                    <Phone phone={guardian.phone} />
                  </>
                )}
              </span>
            )}
          </span>
        </span>
      ),
    }
    if (isPhone) return [name]
    return [
      name,
      {
        id: 'patients',
        label: words('patients'),
        width: '1fr',
        minWidth: 160,
        render: (guardian) => (
          <Name>
            <NameList names={guardian.patients} query={search} />
          </Name>
        ),
      } satisfies TableColumn<GuardianSummary>,
      {
        id: 'phone',
        label: words('field.phone'),
        width: '1fr',
        minWidth: 150,
        render: ({ phone }) => phone && <Phone phone={phone} />,
      } satisfies TableColumn<GuardianSummary>,
      {
        id: 'email',
        label: words('field.email'),
        width: '1fr',
        minWidth: 160,
        render: ({ email }) => email && <bdi dir="ltr">{shownEmail(email)}</bdi>,
      } satisfies TableColumn<GuardianSummary>,
      {
        id: 'next-visit',
        label: words('nextVisit'),
        isSortable: true,
        width: '1fr',
        minWidth: 150,
        render: ({ nextVisitAt }) =>
          nextVisitAt && <span className="tabular-nums">{format.relativeTime(nextVisitAt, timeZone)}</span>,
      } satisfies TableColumn<GuardianSummary>,
    ]
  }, [words, isPhone, search, format, timeZone])
}

const Phone = ({ phone }: { phone: string }) => (
  <bdi dir="ltr" className="tabular-nums">
    {phone}
  </bdi>
)
