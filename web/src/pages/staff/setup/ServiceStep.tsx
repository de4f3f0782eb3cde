import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, q } from '../../../kit/api.ts'
import { useFormState } from '../../../kit/forms.ts'
import { useIntent } from '../../../kit/intent.ts'
import { useOrganization } from '../../../kit/session.tsx'
import { FormRow } from '../../../ui/FormActions.tsx'
import { MoneyField } from '../../../kit/MoneyField.tsx'
import { NumberField } from '../../../kit/NumberField.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { StepForm } from './StepForm.tsx'

/** What is booked most often: a name, a length and, if one likes, a price. */
export function ServiceStep() {
  const { t } = useTranslation('staff')
  const { slug: organization, currency } = useOrganization()
  const client = useQueryClient()
  const once = useIntent()
  const form = useFormState(
    { name: t('setup.usualService'), durationMinutes: 30 as number | null, price: null as number | null },
    { required: ['name', 'durationMinutes'], rememberAs: `setup:${organization}:service` },
  )
  const save = async ({ name, durationMinutes, price }: typeof form.values) => {
    const body = {
      name,
      durationMinutes: durationMinutes ?? 30,
      ...(price !== null && { price: { amount: price, currency } }),
    }
    await once((headers) => api.services.create({ params: { organization }, body, headers }))
    await client.invalidateQueries({ queryKey: q.services.key() })
  }
  return (
    <StepForm
      label={t('setup.title.service')}
      isSubmitting={form.isSubmitting}
      problemText={form.problemText}
      onSubmit={() => void form.submit(save)}
    >
      <TextField {...form.field('name')} label={t('setup.serviceName')} dir="auto" maxLength={120} autoFocus />
      <FormRow>
        <NumberField
          {...form.field('durationMinutes')}
          label={t('setup.duration')}
          minValue={5}
          maxValue={720}
          step={5}
          formatOptions={{ style: 'unit', unit: 'minute', unitDisplay: 'short' }}
        />
        <MoneyField {...form.field('price')} label={t('setup.price')} currency={currency} />
      </FormRow>
    </StepForm>
  )
}
