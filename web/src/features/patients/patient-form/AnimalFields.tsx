import { FormRow } from '../../../ui/fields/FormActions.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { useWords } from '../words.ts'
import { BirthDateField } from './BirthDateField.tsx'
import { BreedField } from './BreedField.tsx'
import { GuardiansField } from '../guardians/GuardiansField.tsx'
import type { FieldsProps } from './patient-form.ts'
import { SexField } from './SexField.tsx'
import { SpeciesField } from './SpeciesField.tsx'

export function AnimalFields({ form, isNew }: FieldsProps) {
  const words = useWords('animal')
  const { isNeutered } = form.values
  return (
    <>
      <FormRow>
        <TextField
          label={words('field.givenName')}
          dir="auto"
          autoComplete="off"
          autoFocus={isNew}
          {...form.field('givenName')}
        />
        <SpeciesField {...form.field('species')} />
      </FormRow>
      <FormRow>
        <BreedField label={words('field.breed')} species={form.values.species} {...form.field('breed')} />
        <BirthDateField kind="animal" {...form.field('birthDate')} />
      </FormRow>
      <FormRow>
        <SexField kind="animal" {...form.field('sex')} />
        <Select
          label={words('field.isNeutered')}
          placeholder={words('choose')}
          value={isNeutered === null ? 'unknown' : isNeutered ? 'yes' : 'no'}
          onChange={(answer) => form.set('isNeutered', answer === 'unknown' ? null : answer === 'yes')}
          options={(['unknown', 'yes', 'no'] as const).map((id) => ({ id, label: words(`neutered.${id}`) }))}
          error={form.error('isNeutered')}
        />
      </FormRow>
      <GuardiansField kind="animal" {...form.field('guardians')} error={form.error('guardianIds')} />
    </>
  )
}
