import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormState } from '../../kit/forms.ts'
import { AppLink, useAddress, useGo } from '../../kit/navigation.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/FormActions.tsx'
import { linkClass } from '../../ui/Link.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { paths } from '../../paths.ts'
import { auth, AuthError, authProblemText, safeNext } from './auth.ts'
import { PasswordField } from './PasswordField.tsx'

export function SignInForm() {
  const { t } = useTranslation('identity')
  const client = useQueryClient()
  const { search } = useAddress<{ next: string; email: string }>()
  const go = useGo()
  const form = useFormState({ email: search.email ?? '', password: '' }, { required: ['email', 'password'] })

  const signIn = ({ email, password }: typeof form.values) =>
    auth.signIn(email.trim(), password).then(
      () => {
        client.clear()
        go(safeNext(search.next), { replace: true })
      },
      (error: unknown) => {
        if (error instanceof AuthError && error.code === 'EMAIL_NOT_VERIFIED')
          return go(paths.verify({ email: email.trim() }))
        throw error
      },
    )

  return (
    <Form label={t('signIn.title')} onSubmit={() => void form.submit(signIn)}>
      {form.problem !== null && (
        <Banner tone="bad" isAnnounced>
          {authProblemText(form.problem)}
        </Banner>
      )}
      <TextField
        {...form.field('email')}
        label={t('field.email')}
        type="email"
        name="email"
        autoComplete="username"
        dir="ltr"
        autoFocus={!search.email}
      />
      <PasswordField {...form.field('password')} label={t('field.password')} />
      <div className="flex flex-col gap-4">
        <AppLink href={paths.forgot({ email: form.values.email })} className={`${linkClass} self-start`}>
          {t('signIn.forgot')}
        </AppLink>
        <Button type="submit" variant="primary" isPending={form.isSubmitting}>
          {t('signIn.action')}
        </Button>
      </div>
    </Form>
  )
}
