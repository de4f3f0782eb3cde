import { useState } from 'react'
import { ChevronDown } from 'lucide-react'
import { DateField } from '../../../kit/fields/DateField.tsx'
import { chipOrigin, readMicrochip } from '@polyclinic/contract/kit/reading/microchip.ts'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { languages, languageTable } from '@polyclinic/contract/kit/language.ts'
import { useClinic } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { FormRow } from '../../../ui/fields/FormActions.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { TextArea } from '../../../ui/fields/TextArea.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { useWords } from '../words.ts'
import { CareFields } from '../identity/CareFields.tsx'
import { IdentifierFields } from '../identity/IdentifierFields.tsx'
import { NameFields } from '../identity/NameFields.tsx'
import { InsuranceFields, WhereaboutsFields } from '../identity/PlaceFields.tsx'
import { contactBody, type ContactValues } from '../contacts/contact-values.ts'
import { ContactFields } from '../contacts/ContactFields.tsx'
import type { FieldsProps } from './patient-form.ts'
import { plainFieldsOf } from './patient-fields.ts'

export function MoreFields({ form, isNew, patient }: FieldsProps & { patient?: Patient }) {
  const [isOpen, setOpen] = useState(!isNew)
  const words = useWords(form.values.kind)
  if (!isOpen) {
    return (
      <Button
        variant="quiet"
        className="-ms-4 self-start"
        icon={<ChevronDown aria-hidden="true" className="size-4" />}
        aria-expanded={false}
        onPress={() => setOpen(true)}
      >
        {words('moreFields')}
      </Button>
    )
  }
  const origin = chipOrigin(readMicrochip(form.values.microchip) ?? '')
  const isAnimal = form.values.kind === 'animal'
  const plain = plainFieldsOf(form.values.kind)
  return (
    <>
      {(isAnimal || plain.length > 0) && (
        <FormRow>
          {isAnimal && (
            <TextField
              label={words('field.microchip')}
              description={origin && words(origin === 'doubtful' ? 'doubtfulChip' : `chip.${origin}`)}
              dir="ltr"
              autoComplete="off"
              {...form.field('microchip')}
            />
          )}
          {plain.map((name) => (
            <TextField key={name} label={words(`field.${name}`)} dir="auto" autoComplete="off" {...form.field(name)} />
          ))}
        </FormRow>
      )}
      {isAnimal && hasContact(form.values.contact) && (
        <ContactFields
          value={form.values.contact}
          onChange={(contact) => form.set('contact', contact)}
          errorAt={form.error}
        />
      )}
      <NameFields form={form} />
      <IdentifierFields form={form} patient={patient} />
      {isAnimal && <InsuranceFields form={form} />}
      {isAnimal && <WhereaboutsFields form={form} />}
      {!isAnimal && <CareFields form={form} />}
      <FormRow>
        {!isAnimal && <LanguageField form={form} />}
        <ClinicField form={form} />
      </FormRow>
      <TextArea label={words('field.memo')} description={words('memoHint')} {...form.field('memo')} />
      {!isNew && (
        <DateField
          label={words('field.deceasedOn')}
          description={words('deceasedHint')}
          {...form.field('deceasedOn')}
        />
      )}
    </>
  )
}

const hasContact = (contact: ContactValues) => contactBody(contact) !== undefined

const none = 'none'

function LanguageField({ form }: Pick<FieldsProps, 'form'>) {
  const words = useWords()
  const { value, onChange, error } = form.field('language')
  return (
    <Select
      label={words('field.language')}
      placeholder={words('choose')}
      value={value ?? none}
      onChange={(id) => onChange(id === none ? null : id)}
      options={[
        { id: none, label: words('notKnown') },
        ...languages.map((id) => ({ id, label: languageTable[id].name })),
      ]}
      error={error}
    />
  )
}

function ClinicField({ form }: Pick<FieldsProps, 'form'>) {
  const words = useWords()
  const { clinics } = useClinic()
  const { value, onChange, error } = form.field('homeClinicId')
  if (clinics.length < 2) return null
  return (
    <Select
      label={words('field.homeClinicId')}
      placeholder={words('choose')}
      value={value ?? none}
      onChange={(id) => onChange(id === none ? null : id)}
      options={[{ id: none, label: words('noHomeClinic') }, ...clinics.map(({ id, name }) => ({ id, label: name }))]}
      error={error}
    />
  )
}
