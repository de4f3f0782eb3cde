import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormState } from '../../../kit/fields/forms.ts'
import { useAddress, useGo } from '../../../kit/screen/navigation.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { ButtonLink } from '../../../ui/buttons/Link.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { paths } from '../../../paths.ts'
import { MailboxHint, asAsked, auth } from '../../identity/public.ts'
import { AuthForm } from '../factors/AuthForm.tsx'
import { PasswordField } from './PasswordField.tsx'

export function ForgotForm() {
  const { t } = useTranslation('factors')
  const { search } = useAddress<{ email: string }>()
  const [isSent, setSent] = useState(false)
  const form = useFormState({ email: search.email ?? '' }, { required: ['email'], check: asAsked })
  if (isSent) {
    return (
      <div role="status" className="flex flex-col gap-4">
        <p>{t('forgot.sent', { email: form.values.email })}</p>
        <MailboxHint />
      </div>
    )
  }
  const ask = async ({ email }: typeof form.values) => {
    await auth.requestReset(email.trim(), paths.reset())
    setSent(true)
  }
  return (
    <AuthForm label={t('forgot.title')} form={form} save={ask} action={t('forgot.action')}>
      <TextField
        {...form.field('email')}
        label={t('identity:field.email')}
        type="email"
        name="email"
        autoComplete="username"
        dir="ltr"
        autoFocus
      />
    </AuthForm>
  )
}

export function ResetForm() {
  const { t } = useTranslation('factors')
  const { search } = useAddress<{ token: string; error: string }>()
  const go = useGo()
  const form = useFormState({ password: '' }, { required: ['password'], check: asAsked })
  const { token } = search
  if (!token || search.error) {
    return (
      <div className="flex flex-col gap-4">
        <p>{t('identity:problem.token')}</p>
        <ButtonLink variant="primary" href={paths.forgot()}>
          {t('reset.again')}
        </ButtonLink>
      </div>
    )
  }
  const reset = async ({ password }: typeof form.values) => {
    await auth.reset(password, token)
    toast.good(t('reset.done'))
    go(paths.signIn(), { replace: true })
  }
  return (
    <AuthForm label={t('reset.title')} form={form} save={reset} action={t('reset.action')}>
      <PasswordField
        {...form.field('password')}
        label={t('field.newPassword')}
        description={t('password.rule')}
        isNew
      />
    </AuthForm>
  )
}
