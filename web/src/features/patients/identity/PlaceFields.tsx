import { whereaboutsKinds } from '@polyclinic/contract/patients/front-page/identifier-kinds.ts'
import { AddressFields } from '../../../kit/fields/AddressFields.tsx'
import { DateField } from '../../../kit/fields/DateField.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { FormRow } from '../../../ui/fields/FormActions.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import type { FieldsProps } from '../patient-form/patient-form.ts'
import { useWords } from '../words.ts'
import { FormSection } from './FormSection.tsx'

const none = 'none'

export function InsuranceFields({ form }: Pick<FieldsProps, 'form'>) {
  const words = useWords('animal')
  const { insurance, registration } = form.values
  const set = (next: Partial<typeof insurance>) => form.set('insurance', { ...insurance, ...next })
  return (
    <FormSection
      title={words('section.insurance')}
      isFilled={Boolean(insurance.insurer || insurance.policyNumber || registration)}
    >
      <FormRow>
        <TextField
          label={words('insurer')}
          dir="auto"
          autoComplete="off"
          value={insurance.insurer}
          onChange={(insurer) => set({ insurer })}
          error={form.error('insurance.insurer')}
        />
        <TextField
          label={words('policyNumber')}
          dir="ltr"
          autoComplete="off"
          value={insurance.policyNumber}
          onChange={(policyNumber) => set({ policyNumber })}
          error={form.error('insurance.policyNumber')}
        />
        <DateField
          label={words('validUntil')}
          value={insurance.until}
          onChange={(until) => set({ until })}
          error={form.error('insurance.until')}
        />
      </FormRow>
      <TextField label={words('field.registration')} dir="auto" autoComplete="off" {...form.field('registration')} />
    </FormSection>
  )
}

export function WhereaboutsFields({ form }: Pick<FieldsProps, 'form'>) {
  const words = useWords('animal')
  const { country } = useOrganization()
  const { whereabouts } = form.values
  const set = (next: Partial<typeof whereabouts>) => form.set('whereabouts', { ...whereabouts, ...next })
  return (
    <FormSection title={words('field.whereabouts')} isFilled={whereabouts.kind !== null}>
      <FormRow>
        <Select
          label={words('place')}
          placeholder={words('choose')}
          value={whereabouts.kind ?? none}
          onChange={(kind) => set({ kind: kind === none ? null : kind })}
          options={[
            { id: none, label: words('notKnown') },
            ...whereaboutsKinds.map((id) => ({ id, label: words(`place_of.${id}`) })),
          ]}
          error={form.error('whereabouts.kind')}
        />
        <TextField
          label={words('placeText')}
          dir="auto"
          autoComplete="off"
          value={whereabouts.text}
          onChange={(text) => set({ text })}
          error={form.error('whereabouts.text')}
        />
      </FormRow>
      <AddressFields
        value={whereabouts.address}
        onChange={(address) => set({ address })}
        homeCountry={country}
        errorAt={(name) => form.error(`whereabouts.address.${name}`)}
      />
    </FormSection>
  )
}
