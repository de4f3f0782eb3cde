import { useTranslation } from 'react-i18next'
import type { BilledInvoice } from '@polyclinic/contract/platform/billing.ts'
import { api, q } from '../../../kit/api/api.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { TextField } from '../../../ui/fields/TextField.tsx'

/** The money came by transfer. */
export function SettleDialog({ id, number, total, organization, onClose }: BilledInvoice & { onClose: () => void }) {
  const { t } = useTranslation('platform')
  const { money } = useFormat()
  const refresh = useRefresh()
  const form = useFormState({ reference: '' }, { required: ['reference'] })
  const settle = async ({ reference }: typeof form.values) => {
    const params = { id: organization.id, invoiceId: id }
    await api.platform.platformBilling.settle({ params, body: { reference } })
    await refresh(
      q.platform.platformBilling.key(),
      q.platform.platformOrganizations.key(),
      q.platform.platformLog.key(),
    )
    toast.good(t('bill.settled', { number }))
    onClose()
  }
  return (
    <FormDialog
      form={form}
      onSubmit={() => void form.submit(settle)}
      onClose={onClose}
      size="small"
      title={t('bill.settleOf', { number })}
      description={t('bill.settleText', { total: money(total), organization: organization.name })}
      action={t('bill.settle')}
    >
      <TextField {...form.field('reference')} label={t('field.reference')} maxLength={100} dir="auto" autoFocus />
    </FormDialog>
  )
}
