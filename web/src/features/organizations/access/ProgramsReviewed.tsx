import { useTranslation } from 'react-i18next'
import type { ApiKey } from '@polyclinic/contract/organizations/api-keys.ts'
import type { App } from '@polyclinic/contract/organizations/apps.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { ButtonLink } from '../../../ui/buttons/Link.tsx'
import { paths } from '../../../paths.ts'
import { AppsList } from '../apps/AppsList.tsx'
import { KeysList } from '../api-keys/KeysList.tsx'

/** Programs that can see something; they are changed in their own setting. */
export function ProgramsReviewed({ keys, apps }: { keys: readonly ApiKey[]; apps: readonly App[] }) {
  const { t } = useTranslation('organizations')
  const { slug, can } = useOrganization()
  const change = can('keys.manage') && (
    <ButtonLink size="small" href={paths.settings.programs(slug)}>
      {t('review.change')}
    </ButtonLink>
  )
  return (
    <>
      <Card title={t('programs.keys')} actions={change} isFlush>
        <KeysList keys={keys} empty={<p className="p-4 text-muted">{t('programs.noKeys')}</p>} />
      </Card>
      <Card title={t('programs.apps')} actions={change} isFlush>
        <AppsList apps={apps} empty={<p className="p-4 text-muted">{t('programs.noApps')}</p>} />
      </Card>
    </>
  )
}
