import { useTranslation } from 'react-i18next'
import { useVerification, VerifyPanel } from '../../features/factors/public.ts'
import { AppLink } from '../../kit/screen/navigation.tsx'
import { linkClass } from '../../ui/buttons/Link.tsx'
import { paths } from '../../paths.ts'
import { VisitorFrame } from './VisitorFrame.tsx'

export function VerifyPage() {
  const { t } = useTranslation('factors')
  const { face } = useVerification()
  return (
    <VisitorFrame
      title={t(`verify.title.${face}`)}
      // Once confirmed, the panel itself leads on.
      footer={
        face !== 'done' && (
          <AppLink className={linkClass} href={paths.signIn()}>
            {t('signIn.back')}
          </AppLink>
        )
      }
    >
      <VerifyPanel />
    </VisitorFrame>
  )
}
