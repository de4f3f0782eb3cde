import { useTranslation } from 'react-i18next'
import { AppConsent } from '../../features/organizations/public.ts'
import { VisitorFrame } from './VisitorFrame.tsx'

export function AppConsentPage() {
  const { t } = useTranslation('organizations')
  return (
    <VisitorFrame title={t('consent.title')}>
      <AppConsent />
    </VisitorFrame>
  )
}
