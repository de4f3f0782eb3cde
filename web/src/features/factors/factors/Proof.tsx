import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Factors } from '@polyclinic/contract/factors/factors.ts'
import { api } from '../../../kit/api/api.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { SegmentedControl } from '../../../ui/choices/SegmentedControl.tsx'
import { hasPasskeys, showPasskey } from '../passkeys/passkeys.ts'
import { PasswordField } from '../passwords/PasswordField.tsx'
import { useCodeForm } from './use-code-form.ts'
import { AuthForm } from './AuthForm.tsx'
import { CodeField } from './CodeField.tsx'
import { PasskeyButton } from '../passkeys/PasskeyButton.tsx'

type Method = Factors['confirmBy'][number]
type FaceProps = { onProved: () => void }
type Props = FaceProps & {
  methods: readonly Method[]
  /** Shown where this browser can do none of them. */
  otherwise: ReactNode
}

/** The ways in which a signed-in reader proves that it is them; one at a time, the others a press away. */
export function Proof({ methods, onProved, otherwise }: Props) {
  const { t } = useTranslation('factors')
  const possible = methods.filter((method) => method !== 'passkey' || hasPasskeys())
  const [chosen, choose] = useState<Method>()
  const method = chosen ?? possible[0]
  if (!method) return otherwise
  const Face = faces[method]
  return (
    <div className="flex flex-col gap-4">
      {possible.length > 1 && (
        <SegmentedControl
          label={t('proof.how')}
          value={method}
          onChange={choose}
          segments={possible.map((value) => ({ value, label: t(`proof.by.${value}`) }))}
        />
      )}
      <Face onProved={onProved} />
    </div>
  )
}

function ByPassword({ onProved }: FaceProps) {
  const { t } = useTranslation('factors')
  const form = useFormState({ password: '' }, { required: ['password'] })
  const save = async ({ password }: typeof form.values) => {
    await api.factors.factors.confirm({ body: { method: 'password', password } })
    onProved()
  }
  return (
    <AuthForm label={t('proof.title')} form={form} save={save} action={t('proof.action')}>
      <PasswordField {...form.field('password')} label={t('field.password')} autoFocus />
    </AuthForm>
  )
}

function ByCode({ onProved }: FaceProps) {
  const { t } = useTranslation('factors')
  const form = useCodeForm(async (code) => {
    await api.factors.factors.confirm({ body: { method: 'totp', code } })
    onProved()
  })
  return (
    <AuthForm label={t('proof.title')} form={form} save={({ code }) => form.send(code)} action={t('proof.action')}>
      <CodeField {...form.codeField} label={t('field.code')} description={t('secondFactor.text.totp')} autoFocus />
    </AuthForm>
  )
}

function ByPasskey({ onProved }: FaceProps) {
  const { t } = useTranslation('factors')
  const show = async () => {
    const shown = await showPasskey(() => api.factors.factors.confirmOptions({}))
    return api.factors.factors.confirm({ body: { method: 'passkey', ...shown } })
  }
  return (
    <div className="flex flex-col gap-4">
      <PasskeyButton variant="primary" label={t('secondFactor.usePasskey')} show={show} onDone={onProved} autoFocus />
    </div>
  )
}

const faces = { password: ByPassword, totp: ByCode, passkey: ByPasskey } satisfies Record<Method, unknown>
