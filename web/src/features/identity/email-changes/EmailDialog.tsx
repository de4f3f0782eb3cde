import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../kit/api/api.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { ProblemBanner } from '../../../kit/fields/ProblemBanner.tsx'
import { useMe } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Dialog } from '../../../ui/overlays/Dialog.tsx'
import { Form } from '../../../ui/fields/FormActions.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { MailboxHint } from '../accounts/MailboxHint.tsx'

export function EmailDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('identity')
  const { account } = useMe()
  const [sentTo, setSentTo] = useState<string>()
  const form = useFormState({ email: '' }, { required: ['email'] })
  const ask = async ({ email }: typeof form.values) => {
    const answer = await api.identity.account.changeEmail({ body: { email: email.trim() } })
    setSentTo(answer.email)
  }
  return (
    <Dialog
      isOpen
      size="small"
      isPersistent={form.isDirty && !sentTo}
      onClose={onClose}
      title={t('email.title')}
      closeLabel={t('kit:action.close')}
      actions={
        sentTo ? (
          <Button variant="primary" onPress={onClose}>
            {t('kit:action.done')}
          </Button>
        ) : (
          <>
            <Button onPress={onClose}>{t('kit:action.cancel')}</Button>
            <Button variant="primary" isPending={form.isSubmitting} onPress={() => void form.submit(ask)}>
              {t('email.send')}
            </Button>
          </>
        )
      }
    >
      {sentTo ? (
        <div role="status" className="flex flex-col gap-4">
          <p>{t('email.sent', { email: sentTo })}</p>
          <MailboxHint />
        </div>
      ) : (
        <Form label={t('email.title')} onSubmit={() => void form.submit(ask)}>
          <ProblemBanner form={form} />
          <p className="text-muted">{t('email.text', { email: account.email })}</p>
          <TextField
            {...form.field('email')}
            label={t('email.new')}
            type="email"
            name="email"
            autoComplete="email"
            dir="ltr"
            autoFocus
          />
        </Form>
      )}
    </Dialog>
  )
}
