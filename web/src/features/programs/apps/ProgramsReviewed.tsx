import { useTranslation } from 'react-i18next'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { ButtonLink } from '../../../ui/buttons/Link.tsx'
import { paths } from '../../../paths.ts'
import { useAccessReview, useUnused } from '../../organizations/public.ts'
import { AppsList } from './AppsList.tsx'
import { KeysList } from '../api-keys/KeysList.tsx'

export function ProgramsReviewed() {
  const { t } = useTranslation('programs')
  const { slug, can } = useOrganization()
  const { keys, apps } = useAccessReview()
  const unused = useUnused()
  const change = can('keys.manage') && (
    <ButtonLink size="small" href={paths.settings.programs(slug)}>
      {t('organizations:review.change')}
    </ButtonLink>
  )
  return (
    <>
      <Card title={t('keys')} actions={change} isFlush>
        <KeysList
          keys={keys.filter((one) => unused.keeps(one.lastUsedAt, one.createdAt))}
          empty={<p className="p-4 text-muted">{t('noKeys')}</p>}
        />
      </Card>
      <Card title={t('apps')} actions={change} isFlush>
        <AppsList
          apps={apps.filter((one) => unused.keeps(one.lastUsedAt, one.createdAt))}
          empty={<p className="p-4 text-muted">{t('noApps')}</p>}
        />
      </Card>
    </>
  )
}
