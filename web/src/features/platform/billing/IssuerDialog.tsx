import { useTranslation } from 'react-i18next'
import type { PlatformIssuer } from '@polyclinic/contract/platform/billing.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { NumberField } from '../../../kit/fields/NumberField.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { FormRow } from '../../../ui/fields/FormActions.tsx'
import { TextArea } from '../../../ui/fields/TextArea.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { CountryField } from '../../organizations/public.ts'

type Props = PlatformIssuer & { onClose: () => void }

export function IssuerDialog({ version, onClose, ...issuer }: Props) {
  const { t } = useTranslation('platform')
  const refresh = useRefresh()
  const form = useFormState(
    { ...issuer, taxRate: (issuer.taxRate / 10) as number | null },
    { required: ['name', 'country', 'taxRate', 'prefix'] },
  )
  const change = async ({ taxRate, ...values }: typeof form.values) => {
    const body = { ...values, prefix: values.prefix.toUpperCase(), taxRate: Math.round((taxRate ?? 0) * 10) }
    await api.platform.platformBilling.changeIssuer({ body, headers: ifMatch(version) })
    await refresh(q.platform.platformBilling.key(), q.platform.platformLog.key())
    toast.good(t('issuer.changed'))
    onClose()
  }
  return (
    <FormDialog
      form={form}
      onSubmit={() => void form.submit(change)}
      onClose={onClose}
      title={t('issuer.change')}
      description={t('issuer.text')}
    >
      <TextField {...form.field('name')} label={t('issuer.name')} dir="auto" maxLength={200} autoFocus />
      <TextArea {...form.field('lines')} label={t('issuer.address')} maxLength={400} rows={3} />
      <FormRow>
        <CountryField {...form.field('country')} />
        <TextField {...form.field('taxNumber')} label={t('issuer.taxNumber')} dir="ltr" maxLength={40} />
      </FormRow>
      <FormRow>
        <NumberField {...form.field('taxRate')} label={t('issuer.taxPercent')} minValue={0} maxValue={50} digits={1} />
        <TextField {...form.field('prefix')} label={t('issuer.prefix')} dir="ltr" maxLength={6} />
      </FormRow>
      <TextArea {...form.field('paymentDetails')} label={t('issuer.details')} maxLength={500} rows={3} />
    </FormDialog>
  )
}
