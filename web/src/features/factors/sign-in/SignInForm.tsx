import { useTranslation } from 'react-i18next'
import { useFormState } from '../../../kit/fields/forms.ts'
import { AppLink, useAddress, useGo } from '../../../kit/screen/navigation.tsx'
import { linkClass } from '../../../ui/buttons/Link.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { paths } from '../../../paths.ts'
import { AuthError, asAsked, auth } from '../../identity/public.ts'
import { AuthForm } from '../factors/AuthForm.tsx'
import { PasswordField } from '../passwords/PasswordField.tsx'
import { useEnter } from './use-enter.ts'

export function SignInForm() {
  const { t } = useTranslation('factors')
  const { search } = useAddress<{ next: string; email: string }>()
  const go = useGo()
  const enter = useEnter()
  const form = useFormState(
    { email: search.email ?? '', password: '' },
    { required: ['email', 'password'], check: ({ email }) => asAsked({ email }) },
  )

  const signIn = ({ email, password }: typeof form.values) =>
    auth.signIn(email.trim(), password).then(
      ({ needsSecondFactor }) => {
        if (needsSecondFactor) go(paths.secondFactor({ next: search.next }))
        else enter()
      },
      (error: unknown) => {
        if (error instanceof AuthError && error.code === 'EMAIL_NOT_VERIFIED')
          return go(paths.verify({ email: email.trim() }))
        throw error
      },
    )

  return (
    <AuthForm
      label={t('signIn.title')}
      form={form}
      save={signIn}
      action={t('signIn.action')}
      aside={
        <AppLink href={paths.forgot({ email: form.values.email })} className={`${linkClass} self-start`}>
          {t('signIn.forgot')}
        </AppLink>
      }
    >
      <TextField
        {...form.field('email')}
        label={t('identity:field.email')}
        type="email"
        name="email"
        autoComplete="username"
        dir="ltr"
        autoFocus={!search.email}
      />
      <PasswordField {...form.field('password')} label={t('field.password')} />
    </AuthForm>
  )
}
