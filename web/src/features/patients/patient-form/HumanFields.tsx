import { FormRow } from '../../../ui/fields/FormActions.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { useWords } from '../words.ts'
import { BirthDateField } from './BirthDateField.tsx'
import { ContactFields } from '../contacts/ContactFields.tsx'
import { GuardiansField } from '../guardians/GuardiansField.tsx'
import type { FieldsProps } from './patient-form.ts'
import { SexField } from './SexField.tsx'

export function HumanFields({ form, isNew }: FieldsProps) {
  const words = useWords('human')
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
        <TextField label={words('field.familyName')} dir="auto" autoComplete="off" {...form.field('familyName')} />
      </FormRow>
      <FormRow>
        <BirthDateField kind="human" {...form.field('birthDate')} />
        <SexField kind="human" {...form.field('sex')} />
      </FormRow>
      <ContactFields
        value={form.values.contact}
        onChange={(contact) => form.set('contact', contact)}
        errorAt={form.error}
      />
      <GuardiansField kind="human" {...form.field('guardians')} error={form.error('guardianIds')} />
    </>
  )
}
