import { useTranslation } from 'react-i18next'
import { OperatorInvitationPanel } from '../../features/platform/public.ts'
import { VisitorFrame } from './VisitorFrame.tsx'

export function OperatorInvitationPage() {
  const { t } = useTranslation('platform')
  return (
    <VisitorFrame title={t('invitation.title')}>
      <OperatorInvitationPanel />
    </VisitorFrame>
  )
}
