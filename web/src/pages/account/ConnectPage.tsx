import { useTranslation } from 'react-i18next'
import { ConnectPanel } from '../../features/patients/public.ts'
import { VisitorFrame } from './VisitorFrame.tsx'

export function ConnectPage() {
  const { t } = useTranslation('patients')
  return (
    <VisitorFrame title={t('connect.title')} text={t('connect.text')}>
      <ConnectPanel />
    </VisitorFrame>
  )
}
