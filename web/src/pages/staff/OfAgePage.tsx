import { useTranslation } from 'react-i18next'
import { MajorityReviews } from '../../features/patients/public.ts'
import { NoAccess, Page } from '../../kit/screen/Page.tsx'
import { useOrganization } from '../../kit/session/session.tsx'

export function OfAge() {
  const { t } = useTranslation('patients')
  const { can } = useOrganization()
  return <Page title={t('majority.title')}>{can('patients.write') ? <MajorityReviews /> : <NoAccess />}</Page>
}
