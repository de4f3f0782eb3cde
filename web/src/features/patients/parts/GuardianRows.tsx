import { useMemo } from 'react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { SearchX, Users } from 'lucide-react'
import type { api } from '../../../kit/api.ts'
import { useGo } from '../../../kit/navigation.tsx'
import { useOrganization } from '../../../kit/session.tsx'
import { paths } from '../../../paths.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import type { TableColumn } from '../../../ui/Table.tsx'
import { useWords } from '../words.ts'
import { EndlessTable } from './EndlessTable.tsx'
import { Highlight } from './Highlight.tsx'
import { Name } from './Name.tsx'
import { NameList } from './NameList.tsx'
import { guardianPages } from './queries.ts'
import { useIsPhone } from './use-is-phone.ts'

type GuardianSummary = Awaited<ReturnType<typeof api.guardians.list>>['items'][number]

/** Guardians by name and whom they answer for; a row opens the guardian's page. */
export function GuardianRows({ search, onAdd }: { search: string; onAdd?: () => void }) {
  const { slug } = useOrganization()
  const words = useWords()
  const go = useGo()
  const isPhone = useIsPhone()
  const query = useInfiniteQuery(guardianPages(slug, search))
  const columns = useMemo(() => {
    const name: TableColumn<GuardianSummary> = {
      id: 'name',
      label: words('guardian'),
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
              <span className="block text-13 text-muted">
                <Name>
                  <NameList names={guardian.patients} query={search} />
                </Name>
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
        width: '2fr',
        minWidth: 160,
        render: (guardian) => (
          <Name>
            <NameList names={guardian.patients} query={search} />
          </Name>
        ),
      } satisfies TableColumn<GuardianSummary>,
    ]
  }, [words, isPhone, search])
  const add = onAdd && (
    <Button variant="primary" onPress={onAdd}>
      {words('newGuardian')}
    </Button>
  )
  return (
    <EndlessTable
      label={words('guardians')}
      columns={columns}
      query={query}
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
