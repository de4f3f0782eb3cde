import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { usualHours } from '../../../features/organizations/public.ts'
import { AddressFields, emptyAddress } from '../../../kit/fields/AddressFields.tsx'
import type { Clinic } from '@polyclinic/contract/organizations/clinics.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { useWeek } from '../../../kit/texts/i18n.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { StepForm } from './StepForm.tsx'

/** Most start with one clinic that is called like the organization and keeps its clock. */
export function ClinicStep({ clinic, onDone }: { clinic?: Clinic; onDone: () => void }) {
  const { t } = useTranslation('staff')
  const { slug, name, timeZone, country } = useOrganization()
  const client = useQueryClient()
  const once = useIntent()
  const openingHours = usualHours(useWeek())
  const form = useFormState(
    { name: clinic?.name ?? name, address: { ...emptyAddress, ...clinic?.address } },
    { required: ['name'], rememberAs: `setup:${slug}:clinic:${clinic?.version ?? 0}` },
  )
  const save = async ({ name, address: typed }: typeof form.values) => {
    const address = Object.fromEntries(Object.entries(typed).filter(([, value]) => value.trim()))
    const body = { name, ...((clinic ?? Object.keys(address).length > 0) && { address }) }
    const params = { organization: slug }
    if (clinic) {
      await api.organizations.clinics.update({
        params: { ...params, id: clinic.id },
        body,
        headers: ifMatch(clinic.version),
      })
    } else {
      await once(api.organizations.clinics.create, { params, body: { ...body, timeZone, openingHours } })
    }
    await client.invalidateQueries({ queryKey: q.organizations.clinics.key() })
    onDone()
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
