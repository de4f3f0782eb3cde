import { useTranslation } from 'react-i18next'
import { ForgotForm } from '../../features/factors/public.ts'
import { AppLink } from '../../kit/screen/navigation.tsx'
import { linkClass } from '../../ui/buttons/Link.tsx'
import { paths } from '../../paths.ts'
import { VisitorFrame } from './VisitorFrame.tsx'

export function ForgotPage() {
  const { t } = useTranslation('factors')
  return (
    <VisitorFrame
      title={t('forgot.title')}
      text={t('forgot.text')}
      footer={
        <AppLink className={linkClass} href={paths.signIn()}>
          {t('signIn.back')}
        </AppLink>
      }
    >
      <ForgotForm />
    </VisitorFrame>
  )
}
