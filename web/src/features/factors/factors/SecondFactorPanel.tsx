import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { WaysIn } from '@polyclinic/contract/factors/sign-in.ts'
import { api } from '../../../kit/api/api.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { ButtonLink } from '../../../ui/buttons/Link.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { paths } from '../../../paths.ts'
import { AuthForm } from './AuthForm.tsx'
import { CodeField } from './CodeField.tsx'
import { PasskeyButton } from '../passkeys/PasskeyButton.tsx'
import { showPasskey } from '../passkeys/passkeys.ts'
import { waysQuery } from '../sign-in/queries.ts'
import { useCodeForm } from './use-code-form.ts'
import { useEnter } from '../sign-in/use-enter.ts'

type Method = NonNullable<WaysIn['waiting']>['methods'][number]
const order: readonly Method[] = ['totp', 'passkey', 'recovery-code']

export function SecondFactorPanel() {
  const { t } = useTranslation('factors')
  const { search } = useAddress<{ next: string }>()
  const { data: ways } = useQuery(waysQuery())
  const [chosen, choose] = useState<Method>()
  const methods = order.filter((method) => ways?.waiting?.methods.includes(method))
  const method = chosen ?? methods[0]
  if (!method) {
    return (
      <div className="flex flex-col gap-4">
        <p>{t('secondFactor.ended')}</p>
        <ButtonLink variant="primary" href={paths.signIn({ next: search.next })}>
          {t('secondFactor.again')}
        </ButtonLink>
      </div>
    )
  }
  const Shown = faces[method]
  return (
    <div className="flex flex-col gap-4">
      <p className="text-muted">{t(`secondFactor.text.${method}`)}</p>
      <Shown />
      <div className="flex flex-col gap-1">
        {methods
          .filter((other) => other !== method)
          .map((other) => (
            <Button key={other} variant="quiet" onPress={() => choose(other)}>
              {t(`secondFactor.by.${other}`)}
            </Button>
          ))}
      </div>
    </div>
  )
}

function ByCode() {
  const { t } = useTranslation('factors')
  const enter = useEnter()
  const form = useCodeForm(async (code) => {
    await api.factors.signIn.secondFactor({ body: { method: 'totp', code } })
    enter()
  })
  return (
    <AuthForm
      label={t('secondFactor.title')}
      form={form}
      save={({ code }) => form.send(code)}
      action={t('signIn.action')}
    >
      <CodeField {...form.codeField} label={t('field.code')} autoFocus />
    </AuthForm>
  )
}

function ByPasskey() {
  const { t } = useTranslation('factors')
  const enter = useEnter()
  const show = async () => {
    const shown = await showPasskey(() => api.factors.signIn.passkeyOptions({}))
    return api.factors.signIn.secondFactor({ body: { method: 'passkey', ...shown } })
  }
  return <PasskeyButton variant="primary" label={t('secondFactor.usePasskey')} show={show} onDone={enter} autoFocus />
}

function ByRecoveryCode() {
  const { t } = useTranslation('factors')
  const enter = useEnter()
  const form = useFormState({ code: '' }, { required: ['code'] })
  const save = async ({ code }: typeof form.values) => {
    await api.factors.signIn.secondFactor({ body: { method: 'recovery-code', code } })
    enter()
  }
  return (
    <AuthForm label={t('secondFactor.title')} form={form} save={save} action={t('signIn.action')}>
      <TextField
        {...form.field('code')}
        label={t('field.recoveryCode')}
        name="recovery-code"
        autoComplete="off"
        dir="ltr"
        maxLength={20}
        spellCheck="false"
        autoFocus
      />
    </AuthForm>
  )
}

const faces = { totp: ByCode, passkey: ByPasskey, 'recovery-code': ByRecoveryCode } satisfies Record<Method, unknown>
