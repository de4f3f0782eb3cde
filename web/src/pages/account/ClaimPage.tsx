import { useTranslation } from 'react-i18next'
import { ClaimPanel } from '../../features/patients/public.ts'
import { VisitorFrame } from './VisitorFrame.tsx'

export function ClaimPage() {
  const { t } = useTranslation('patients')
  return (
    <VisitorFrame title={t('claim.title')} text={t('claim.text')}>
      <ClaimPanel />
    </VisitorFrame>
  )
}
