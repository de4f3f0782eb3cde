import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { usualHours } from '../../../features/organizations/public.ts'
import { AddressFields, emptyAddress } from '../../../kit/AddressFields.tsx'
import { api, q } from '../../../kit/api.ts'
import { useFormState } from '../../../kit/forms.ts'
import { useWeek } from '../../../kit/i18n.ts'
import { useIntent } from '../../../kit/intent.ts'
import { useOrganization } from '../../../kit/session.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { StepForm } from './StepForm.tsx'

/** Most start with one clinic that is called like the practice and keeps its clock. */
export function ClinicStep() {
  const { t } = useTranslation('staff')
  const { slug, name, timeZone, country } = useOrganization()
  const client = useQueryClient()
  const once = useIntent()
  const openingHours = usualHours(useWeek())
  const form = useFormState({ name, address: emptyAddress }, { required: ['name'], rememberAs: `setup:${slug}:clinic` })
  const save = async ({ name, address: typed }: typeof form.values) => {
    const address = Object.fromEntries(Object.entries(typed).filter(([, value]) => value.trim()))
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
      <AddressFields
        value={form.values.address}
        onChange={(address) => form.set('address', address)}
        homeCountry={country}
        errorAt={(field) => form.error(`address.${field}`)}
      />
    </StepForm>
  )
}
