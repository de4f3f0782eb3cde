import { useTranslation } from 'react-i18next'
import type { BilledInvoice } from '@polyclinic/contract/platform/billing.ts'
import { api, q } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { TextArea } from '../../../ui/fields/TextArea.tsx'

/** Takes a bill back by a credit note of its own number. */
export function CorrectDialog({ id, number, organization, onClose }: BilledInvoice & { onClose: () => void }) {
  const { t } = useTranslation('platform')
  const once = useIntent()
  const refresh = useRefresh()
  const form = useFormState({ reason: '' }, { required: ['reason'] })
  const correct = async ({ reason }: typeof form.values) => {
    const params = { id: organization.id, invoiceId: id }
    const note = await once(api.platform.platformBilling.correct, { params, body: { reason } })
    await refresh(
      q.platform.platformBilling.key(),
      q.platform.platformOrganizations.key(),
      q.platform.platformLog.key(),
    )
    toast.good(t('bill.noted', { number: note.number }))
    onClose()
  }
  return (
    <FormDialog
      form={form}
      onSubmit={() => void form.submit(correct)}
      onClose={onClose}
      size="small"
      title={t('bill.correctOf', { number })}
      description={t('bill.correctText')}
      action={t('bill.correct')}
      isDangerous
    >
      <TextArea {...form.field('reason')} label={t('field.reason')} maxLength={500} autoFocus />
    </FormDialog>
  )
}
