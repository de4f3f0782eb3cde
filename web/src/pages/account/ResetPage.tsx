import { useTranslation } from 'react-i18next'
import { ResetForm } from '../../features/factors/public.ts'
import { AppLink } from '../../kit/screen/navigation.tsx'
import { linkClass } from '../../ui/buttons/Link.tsx'
import { paths } from '../../paths.ts'
import { VisitorFrame } from './VisitorFrame.tsx'

export function ResetPage() {
  const { t } = useTranslation('factors')
  return (
    <VisitorFrame
      title={t('reset.title')}
      footer={
        <AppLink className={linkClass} href={paths.signIn()}>
          {t('signIn.back')}
        </AppLink>
      }
    >
      <ResetForm />
    </VisitorFrame>
  )
}
