import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { Page } from '../../../kit/screen/Page.tsx'
import { SettingPage } from '../../../kit/screen/SettingPage.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { kennelsQuery } from './queries.ts'

export function KennelsPage() {
  const { t } = useTranslation('kennels')
  const { data } = useQuery(usePrefetched(kennelsQuery(useOrganization().slug)))
  return (
    <Page title={t('kit:nav.kennels')}>
      <ul>
        {data?.items.map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
      </ul>
    </Page>
  )
}

export function KennelSettings() {
  const { t } = useTranslation('kennels')
  return <SettingPage id="kennels">{t('text')}</SettingPage>
}
