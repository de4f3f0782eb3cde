import { useTranslation } from 'react-i18next'
import { useFormState } from '../../../kit/fields/forms.ts'
import { currentLanguage, setLanguage } from '../../../kit/texts/i18n.ts'
import { useAddress, useGo } from '../../../kit/screen/navigation.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { paths } from '../../../paths.ts'
import { asAsked, auth, safeNext } from '../../identity/public.ts'
import { AuthForm } from '../factors/AuthForm.tsx'
import { PasswordField } from '../passwords/PasswordField.tsx'
import { afterVerification } from '../verifications/verification.ts'

export function SignUpForm() {
  const { t } = useTranslation('factors')
  const { search } = useAddress<{ next: string; email: string }>()
  const go = useGo()
  const form = useFormState(
    { name: '', email: search.email ?? '', password: '' },
    { required: ['name', 'email', 'password'], check: asAsked },
  )

  const signUp = async ({ name, email, password }: typeof form.values) => {
    // The language in which somebody signs up is theirs from now on, here and in mails.
    const language = currentLanguage()
    await setLanguage(language)
    const person = { name: name.trim(), email: email.trim(), password, language }
    await auth.signUp(person, afterVerification(safeNext(search.next)))
    go(paths.verify({ email: email.trim(), next: search.next }))
  }

  return (
    <AuthForm label={t('signUp.title')} form={form} save={signUp} action={t('signUp.action')}>
      <TextField
        {...form.field('name')}
        label={t('identity:field.name')}
        name="name"
        autoComplete="name"
        dir="auto"
        maxLength={120}
        autoFocus
      />
      <TextField
        {...form.field('email')}
        label={t('identity:field.email')}
        type="email"
        name="email"
        autoComplete="username"
        dir="ltr"
      />
      <PasswordField {...form.field('password')} label={t('field.password')} description={t('password.rule')} isNew />
    </AuthForm>
  )
}
