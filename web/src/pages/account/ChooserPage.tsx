import { useTranslation } from 'react-i18next'
import { OrganizationChooser } from '../../features/organizations/public.ts'
import { VisitorFrame } from './VisitorFrame.tsx'

export function ChooserPage() {
  const { t } = useTranslation('organizations')
  return (
    <VisitorFrame title={t('chooser.title')}>
      <OrganizationChooser />
    </VisitorFrame>
  )
}
