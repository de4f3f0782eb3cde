import type { ReactNode } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Clinic } from '@polyclinic/contract/organizations/clinics.ts'
import { AddressFields, emptyAddress, type AddressValues } from '../../../kit/fields/AddressFields.tsx'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { useWeek } from '../../../kit/texts/i18n.ts'
import type { Week } from '../../../kit/texts/locale.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { ProblemBanner } from '../../../kit/fields/ProblemBanner.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Form, FormRow } from '../../../ui/fields/FormActions.tsx'
import { Section } from '../../../ui/layout/Card.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { browserCountry, browserTimeZone } from '../organizations/browser-defaults.ts'
import { TimeZoneField } from '../organizations/PlaceFields.tsx'

export type OpeningHours = Clinic['openingHours']

/** Draws the week; the page brings the field, which belongs to the calendar. */
export type HoursField = (props: {
  value: OpeningHours
  onChange: (hours: OpeningHours) => void
  error?: string
}) => ReactNode

type Props = {
  clinic?: Clinic
  hoursField: HoursField
  onSaved: (clinic: Clinic) => void
  actions: (state: { isSubmitting: boolean; isDirty: boolean; submit: () => void }) => ReactNode
}

export function ClinicForm({ clinic, hoursField, onSaved, actions }: Props) {
  const { t } = useTranslation('organizations')
  const { country } = useOrganization()
  const client = useQueryClient()
  const store = useStoreClinic(clinic)
  const form = useFormState(valuesOf(usualHours(useWeek()), clinic), { required: ['name', 'timeZone'] })

  const save = async (values: Values) => {
    const saved = await store(bodyOf(values, clinic))
    await client.invalidateQueries({ queryKey: q.organizations.clinics.key() })
    onSaved(saved)
  }
  const submit = () => void form.submit(save)
  const hours = form.field('openingHours')

  return (
    <>
      <Form label={t('clinic.title')} onSubmit={submit} className="gap-8!">
        <ProblemBanner form={form} />
        <div className="flex flex-col gap-4">
          <TextField
            {...form.field('name')}
            label={t('field.clinicName')}
            dir="auto"
            maxLength={120}
            autoFocus={!clinic}
          />
          <AddressFields
            value={addressOf(form.values)}
            onChange={(address) => form.setValues((before) => ({ ...before, ...address }))}
            homeCountry={country}
            errorAt={(name) => form.error(`address.${name}`)}
          />
          <FormRow>
            <TextField {...form.field('phone')} label={t('field.phone')} type="tel" dir="ltr" />
            <TextField {...form.field('email')} label={t('field.email')} inputMode="email" dir="ltr" />
          </FormRow>
          <TimeZoneField {...form.field('timeZone')} />
        </div>
        <Section title={t('clinic.hours')} description={t('clinic.hoursText')} headingLevel={3}>
          {hoursField({ value: hours.value, onChange: hours.onChange, error: hours.error })}
        </Section>
      </Form>
      {actions({ isSubmitting: form.isSubmitting, isDirty: form.isDirty, submit })}
    </>
  )
}

const valuesOf = (openingHours: OpeningHours, clinic?: Clinic) => ({
  name: clinic?.name ?? '',
  timeZone: clinic?.timeZone ?? browserTimeZone(),
  phone: clinic?.phone ?? '',
  email: clinic?.email ?? '',
  ...emptyAddress,
  ...(clinic ? clinic.address : { country: browserCountry() }),
  openingHours: clinic?.openingHours ?? openingHours,
})

type Values = ReturnType<typeof valuesOf>

/** The country's workdays, nine to five: what a new clinic starts with. */
export const usualHours = ({ weekend }: Week): OpeningHours =>
  [1, 2, 3, 4, 5, 6, 7]
    .filter((weekday) => !weekend.includes(weekday))
    .map((weekday) => ({ weekday, from: '09:00', to: '17:00' }))

const addressOf = ({ line1, line2, city, state, postalCode, country }: AddressValues): AddressValues => ({
  line1,
  line2,
  city,
  state,
  postalCode,
  country,
})

/** Empty fields are left out; an address is sent where it says anything or is to be emptied. */
function bodyOf(values: Values, clinic?: Clinic) {
  const address = Object.fromEntries(Object.entries(addressOf(values)).filter(([, value]) => value))
  return {
    name: values.name,
    timeZone: values.timeZone,
    openingHours: values.openingHours,
    ...(values.phone && { phone: values.phone }),
    ...(values.email && { email: values.email }),
    ...((Object.keys(address).length > 0 || clinic?.address) && { address }),
  }
}

function useStoreClinic(clinic: Clinic | undefined) {
  const params = { organization: useOrganization().slug }
  const once = useIntent()
  const { clinics } = api.organizations
  return (body: ReturnType<typeof bodyOf>) =>
    clinic
      ? clinics.update({ params: { ...params, id: clinic.id }, body, headers: ifMatch(clinic.version) })
      : once(clinics.create, { params, body })
}
