import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { SecondFactorNeeded } from '../../../features/factors/public.ts'
import { useMe } from '../../../kit/session/session.tsx'
import { VisitorFrame } from '../../account/VisitorFrame.tsx'

export function SecondFactorPage() {
  const { t } = useTranslation('factors')
  const { organization: slug } = useParams({ strict: false })
  const { memberships } = useMe()
  const name = memberships.find(({ organization }) => organization.slug === slug)?.organization.name
  return (
    <VisitorFrame title={name ? t('needed.title', { name }) : t('needed.titleAnybody')}>
      <SecondFactorNeeded />
    </VisitorFrame>
  )
}
