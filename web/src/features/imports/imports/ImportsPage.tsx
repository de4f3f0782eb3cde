import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { problemText } from '../../../kit/api/problem.ts'
import { AppLink, useAddress } from '../../../kit/screen/navigation.tsx'
import { NoAccess, Page } from '../../../kit/screen/Page.tsx'
import { TablePending } from '../../../kit/screen/Pending.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useTrade } from '../../../kit/session/trade.ts'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { linkClass } from '../../../ui/buttons/Link.tsx'
import { PageHeader } from '../../../ui/layout/PageHeader.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { ImportSteps } from './ImportSteps.tsx'
import { PastImports } from './PastImports.tsx'
import { watchedImport } from './queries.ts'
import { SendTable } from './SendTable.tsx'

/** Bringing patients along from another program: a table is sent, or one that was sent is gone on with. */
export function ImportsPage() {
  const { t } = useTrade('imports')
  const { can } = useOrganization()
  const { search } = useAddress<{ import: string }>()
  if (!can('patients.import'))
    return (
      <Page title={t('title')}>
        <NoAccess />
      </Page>
    )

  return (
    <Page title={t('title')}>
      <div className="mx-auto flex w-full max-w-5xl flex-col gap-6 px-6 py-5 max-sm:px-4">
        {search.import ? <One key={search.import} id={search.import} /> : <All />}
      </div>
    </Page>
  )
}

function All() {
  const { t } = useTrade('imports')
  const { slug } = useOrganization()
  return (
    <>
      <PageHeader
        title={t('title')}
        back={
          <AppLink href={paths.patients(slug)} className={linkClass}>
            {t('allPatients')}
          </AppLink>
        }
        subtitle={t('text')}
      />
      <SendTable />
      <PastImports />
    </>
  )
}

function One({ id }: { id: string }) {
  const { t } = useTranslation('imports')
  const { slug } = useOrganization()
  const found = useQuery(watchedImport(slug, id))
  const back = (
    <AppLink href={paths.imports(slug)} className={linkClass}>
      {t('allImports')}
    </AppLink>
  )
  return (
    <>
      <PageHeader title={found.data?.name ?? t('one')} back={back} />
      {found.data ? (
        <ImportSteps found={found.data} />
      ) : found.error ? (
        <Banner
          tone="bad"
          action={
            <Button size="small" onPress={() => void found.refetch()}>
              {t('kit:action.retry')}
            </Button>
          }
        >
          {problemText(found.error)}
        </Banner>
      ) : (
        <TablePending />
      )}
    </>
  )
}
