import { useTranslation } from 'react-i18next'
import { SignInForm } from '../../features/identity/public.ts'
import { AppLink, useAddress } from '../../kit/navigation.tsx'
import { linkClass } from '../../ui/Link.tsx'
import { paths } from '../../paths.ts'
import { VisitorFrame } from './VisitorFrame.tsx'

export function SignInPage() {
  const { t } = useTranslation('identity')
  const { search } = useAddress<{ next: string; email: string }>()
  return (
    <VisitorFrame
      title={t('signIn.title')}
      text={t('signIn.text')}
      footer={
        <>
          {t('signIn.other')}{' '}
          <AppLink className={linkClass} href={paths.signUp(search)}>
            {t('signUp.action')}
          </AppLink>
        </>
      }
    >
      <SignInForm />
    </VisitorFrame>
  )
}
