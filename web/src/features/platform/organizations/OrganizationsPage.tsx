import { useState } from 'react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Building2, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { problemText } from '../../../kit/api/problem.ts'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { SearchField } from '../../../ui/fields/SearchField.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { LoadMore } from '../../../ui/lists/LoadMore.tsx'
import { PlatformPage } from '../frame/PlatformPage.tsx'
import { useOperator } from '../operators/use-operator.ts'
import { NewOrganizationDialog } from './NewOrganizationDialog.tsx'
import { OrganizationPanel } from './OrganizationPanel.tsx'
import { OrganizationsExport } from './OrganizationsExport.tsx'
import { OrganizationsTable } from './OrganizationsTable.tsx'
import { listOf, organizationPages, statuses, type OrganizationsAddress } from './queries.ts'

export function OrganizationsPage() {
  const { t } = useTranslation('platform')
  const { search: address, set } = useAddress<OrganizationsAddress>()
  const { mayChange } = useOperator()
  const listed = listOf(address)
  const close = () => set({ organization: undefined, new: undefined })

  return (
    <PlatformPage
      title={t('organizations.title')}
      subtitle={t('organizations.text')}
      actions={
        mayChange && (
          <>
            <OrganizationsExport listed={listed} />
            <Button
              variant="primary"
              icon={<Plus aria-hidden="true" className="size-4" />}
              onPress={() => set({ new: '1' })}
            >
              {t('organizations.add')}
            </Button>
          </>
        )
      }
      panel={
        address.organization && (
          <OrganizationPanel key={address.organization} id={address.organization} onClose={close} />
        )
      }
    >
      <Narrowing />
      <Listed />
      {address.new && mayChange && (
        <NewOrganizationDialog onClose={close} onDone={(id) => set({ new: undefined, organization: id })} />
      )}
    </PlatformPage>
  )
}

function Listed() {
  const { t } = useTranslation('platform')
  const { search: address, set } = useAddress<OrganizationsAddress>()
  const listed = listOf(address)
  const pages = useInfiniteQuery({ ...usePrefetched(organizationPages(listed)), placeholderData: keepPreviousData })
  const items = pages.data?.pages.flatMap((page) => page.items)
  const isNarrowed = Boolean(listed.search ?? listed.status)
  return (
    <>
      {pages.isError && <EmptyState title={t('kit:error.title')} text={problemText(pages.error)} />}
      {items && (
        <div className="overflow-hidden rounded-lg border border-line bg-surface">
          <OrganizationsTable
            items={items}
            activeId={address.organization}
            onOpen={(id) => set({ organization: id, new: undefined })}
            empty={
              <EmptyState
                icon={<Building2 aria-hidden="true" />}
                title={t(isNarrowed ? 'organizations.noneFound' : 'organizations.none')}
                text={t(isNarrowed ? 'organizations.noneFoundText' : 'organizations.noneText')}
              />
            }
          />
        </div>
      )}
      <LoadMore
        label={t('kit:action.showMore')}
        hasMore={pages.hasNextPage}
        isLoading={pages.isFetchingNextPage}
        onLoadMore={() => void pages.fetchNextPage()}
      />
    </>
  )
}

/** Which of them are shown; the address keeps it. */
function Narrowing() {
  const { t } = useTranslation('platform')
  const { search: address, set } = useAddress<OrganizationsAddress>()
  const [typed, setTyped] = useState(address.search ?? '')
  const search = (text: string) => {
    setTyped(text)
    set({ search: text || undefined }, { replace: true })
  }
  return (
    <div className="flex flex-wrap items-end gap-3">
      <SearchField
        className="min-w-60 flex-1"
        label={t('organizations.search')}
        placeholder={t('organizations.search')}
        clearLabel={t('kit:action.clear')}
        value={typed}
        onChange={search}
      />
      <Select
        className="w-48 max-sm:w-full"
        label={t('field.state')}
        isLabelHidden
        placeholder={t('field.state')}
        options={['all' as const, ...statuses].map((id) => ({ id, label: t(`state.${id}`) }))}
        value={listOf(address).status ?? 'all'}
        onChange={(status) => set({ status: status === 'all' ? undefined : status }, { replace: true })}
      />
    </div>
  )
}
