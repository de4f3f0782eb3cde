import { useState } from 'react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../kit/api/api.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Section } from '../../../ui/layout/Card.tsx'
import { Row, Rows } from '../../../ui/lists/Rows.tsx'
import { asAsked } from '../../identity/public.ts'
import { factorsQuery, useRefreshFactors } from '../factors/queries.ts'
import { PasswordField } from './PasswordField.tsx'

export function PasswordPanel() {
  const { t } = useTranslation('factors')
  const { hasPassword } = useSuspenseQuery(usePrefetched(factorsQuery())).data
  const [isOpen, setOpen] = useState(false)
  return (
    <Section title={t('field.password')}>
      <Rows>
        <Row
          icon={<KeyRound aria-hidden="true" />}
          title={t(hasPassword ? 'password.isSet' : 'password.isNone')}
          text={t(hasPassword ? 'password.isSetText' : 'password.isNoneText')}
        >
          <Button size="small" onPress={() => setOpen(true)}>
            {t(hasPassword ? 'password.change' : 'password.set')}
          </Button>
        </Row>
      </Rows>
      {isOpen && <PasswordDialog onClose={() => setOpen(false)} />}
    </Section>
  )
}

function PasswordDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('factors')
  const refresh = useRefreshFactors()
  const form = useFormState({ password: '' }, { required: ['password'], check: asAsked })
  const save = async ({ password }: typeof form.values) => {
    const { ended } = await api.factors.passwords.change({ body: { newPassword: password } })
    await refresh()
    toast.good(
      t('password.done'),
      ended > 0 ? { description: t('identity:devices.ended', { count: ended }) } : undefined,
    )
    onClose()
  }
  return (
    <FormDialog
      form={form}
      onSubmit={() => void form.submit(save)}
      onClose={onClose}
      size="small"
      title={t('reset.title')}
      action={t('reset.action')}
    >
      <PasswordField
        {...form.field('password')}
        label={t('field.newPassword')}
        description={t('password.rule')}
        isNew
        autoFocus
      />
    </FormDialog>
  )
}
