import { useTranslation } from 'react-i18next'
import { SignInPanel, useSignIn } from '../../features/factors/public.ts'
import { AppLink } from '../../kit/screen/navigation.tsx'
import { linkClass } from '../../ui/buttons/Link.tsx'
import { paths } from '../../paths.ts'
import { VisitorFrame } from './VisitorFrame.tsx'

export function SignInPage() {
  const { t } = useTranslation('factors')
  const { face, search } = useSignIn()
  return (
    <VisitorFrame
      title={t(`signIn.face.${face}`)}
      text={t(`signIn.faceText.${face}`)}
      footer={
        face === 'form' && (
          <>
            {t('signIn.other')}{' '}
            <AppLink className={linkClass} href={paths.signUp({ next: search.next, email: search.email })}>
              {t('signUp.action')}
            </AppLink>
          </>
        )
      }
    >
      <SignInPanel />
    </VisitorFrame>
  )
}
