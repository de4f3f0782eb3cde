import { useTranslation } from 'react-i18next'
import { InvitationPanel } from '../../features/organizations/public.ts'
import { VisitorFrame } from './VisitorFrame.tsx'

export function InvitationPage() {
  const { t } = useTranslation('organizations')
  return (
    <VisitorFrame title={t('invitation.title')}>
      <InvitationPanel />
    </VisitorFrame>
  )
}
