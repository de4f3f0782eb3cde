import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Money } from '@polyclinic/contract/kit/money.ts'
import type { Service } from '@polyclinic/contract/scheduling/services.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { FormRow } from '../../../ui/fields/FormActions.tsx'
import { MoneyField } from '../../../kit/fields/MoneyField.tsx'
import { NumberField } from '../../../kit/fields/NumberField.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { StepForm } from './StepForm.tsx'

export function ServiceStep({ service, onDone }: { service?: Service; onDone: () => void }) {
  const { t } = useTranslation('staff')
  const { slug: organization, currency } = useOrganization()
  const client = useQueryClient()
  const store = useStoreService(service)
  const form = useFormState(
    {
      name: service?.name ?? t('setup.usualService'),
      durationMinutes: (service?.durationMinutes ?? 30) as number | null,
      price: service?.price?.amount ?? null,
    },
    { required: ['name', 'durationMinutes'], rememberAs: `setup:${organization}:service:${service?.version ?? 0}` },
  )
  const save = async ({ name, durationMinutes, price }: typeof form.values) => {
    await store({
      name,
      durationMinutes: durationMinutes ?? 30,
      price: price === null ? null : { amount: price, currency },
    })
    await client.invalidateQueries({ queryKey: q.scheduling.services.key() })
    onDone()
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

function useStoreService(service: Service | undefined) {
  const params = { organization: useOrganization().slug }
  const once = useIntent()
  return ({ price, ...body }: Pick<Service, 'name' | 'durationMinutes'> & { price: Money | null }) =>
    service
      ? api.scheduling.services.update({
          params: { ...params, id: service.id },
          body: { ...body, price },
          headers: ifMatch(service.version),
        })
      : once(api.scheduling.services.create, { params, body: { ...body, ...(price && { price }) } })
}
