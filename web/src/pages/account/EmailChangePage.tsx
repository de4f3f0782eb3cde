import { useTranslation } from 'react-i18next'
import { EmailChangePanel } from '../../features/identity/public.ts'
import { VisitorFrame } from './VisitorFrame.tsx'

export function EmailChangePage() {
  const { t } = useTranslation('identity')
  return (
    <VisitorFrame title={t('email.pageTitle')}>
      <EmailChangePanel />
    </VisitorFrame>
  )
}
