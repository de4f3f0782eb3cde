import { useTranslation } from 'react-i18next'
import { SignUpForm } from '../../features/factors/public.ts'
import { AppLink, useAddress } from '../../kit/screen/navigation.tsx'
import { linkClass } from '../../ui/buttons/Link.tsx'
import { paths } from '../../paths.ts'
import { VisitorFrame } from './VisitorFrame.tsx'

export function SignUpPage() {
  const { t } = useTranslation('factors')
  const { search } = useAddress<{ next: string; email: string }>()
  return (
    <VisitorFrame
      title={t('signUp.title')}
      text={t('signUp.text')}
      footer={
        <>
          {t('signUp.other')}{' '}
          <AppLink className={linkClass} href={paths.signIn({ next: search.next })}>
            {t('signIn.action')}
          </AppLink>
        </>
      }
    >
      <SignUpForm />
    </VisitorFrame>
  )
}
