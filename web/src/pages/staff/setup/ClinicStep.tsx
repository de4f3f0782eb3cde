import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { usualHours } from '../../../features/organizations/public.ts'
import { api, q } from '../../../kit/api.ts'
import { useFormState } from '../../../kit/forms.ts'
import { useWeek } from '../../../kit/i18n.ts'
import { useIntent } from '../../../kit/intent.ts'
import { useOrganization } from '../../../kit/session.tsx'
import { FormRow } from '../../../ui/FormActions.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { StepForm } from './StepForm.tsx'

/** Most start with one clinic that is called like the practice and keeps its clock. */
export function ClinicStep() {
  const { t } = useTranslation('staff')
  const { slug, name, timeZone } = useOrganization()
  const client = useQueryClient()
  const once = useIntent()
  const openingHours = usualHours(useWeek())
  const form = useFormState(
    { name, street: '', postalCode: '', city: '' },
    { required: ['name'], rememberAs: `setup:${slug}:clinic` },
  )
  const save = async ({ name, street, postalCode, city }: typeof form.values) => {
    const address = {
      ...(street && { line1: street }),
      ...(postalCode && { postalCode }),
      ...(city && { city }),
    }
    const body = { name, timeZone, openingHours, ...(Object.keys(address).length > 0 && { address }) }
    await once((headers) => api.clinics.create({ params: { organization: slug }, body, headers }))
    await client.invalidateQueries({ queryKey: q.clinics.key() })
  }
  return (
    <StepForm
      label={t('setup.title.clinic')}
      isSubmitting={form.isSubmitting}
      problemText={form.problemText}
      onSubmit={() => void form.submit(save)}
    >
      <TextField {...form.field('name')} label={t('setup.clinicName')} dir="auto" maxLength={120} autoFocus />
      <TextField
        {...form.field('street')}
        error={form.error('address.line1')}
        label={t('setup.street')}
        description={t('setup.streetText')}
        dir="auto"
        autoComplete="street-address"
        maxLength={120}
      />
      <FormRow>
        <TextField
          {...form.field('postalCode')}
          error={form.error('address.postalCode')}
          label={t('setup.postalCode')}
          dir="ltr"
          autoComplete="postal-code"
          maxLength={20}
        />
        <TextField
          {...form.field('city')}
          error={form.error('address.city')}
          label={t('setup.city')}
          dir="auto"
          autoComplete="address-level2"
          maxLength={80}
        />
      </FormRow>
    </StepForm>
  )
}
