import { useTranslation } from 'react-i18next'
import { AppConsent } from '../../features/programs/public.ts'
import { VisitorFrame } from './VisitorFrame.tsx'

export function AppConsentPage() {
  const { t } = useTranslation('programs')
  return (
    <VisitorFrame title={t('consent.title')}>
      <AppConsent />
    </VisitorFrame>
  )
}
