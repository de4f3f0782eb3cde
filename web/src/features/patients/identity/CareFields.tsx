import { clinicalSexes, spokenLanguages } from '@polyclinic/contract/patients/front-page/identifier-kinds.ts'
import { useLanguage } from '../../../kit/texts/i18n.ts'
import { Checkbox } from '../../../ui/choices/Checkbox.tsx'
import { MultiSelect } from '../../../ui/choices/MultiSelect.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { FormRow } from '../../../ui/fields/FormActions.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import type { FieldsProps } from '../patient-form/patient-form.ts'
import { useWords } from '../words.ts'
import { FormSection } from './FormSection.tsx'
import { languageNames } from './language-names.ts'

const none = 'none'

/** What has to be known to talk with a person, and to choose a dose or a range. */
export function CareFields({ form }: Pick<FieldsProps, 'form'>) {
  const words = useWords('human')
  const { locale } = useLanguage()
  const { speech, physiology } = form.values
  const named = languageNames(locale)
  const codes = [...new Set([...speech.languages, ...spokenLanguages])]
  const options = codes
    .map((id) => ({ id, label: named(id) }))
    .toSorted((one, other) => one.label.localeCompare(other.label, locale))
  return (
    <FormSection
      title={words('section.care')}
      isFilled={speech.languages.length > 0 || speech.needsInterpreter || physiology.sex !== null}
    >
      <MultiSelect
        label={words('field.speech')}
        placeholder={words('choose')}
        options={options}
        value={speech.languages}
        onChange={(languages) => form.set('speech', { ...speech, languages })}
        // the order in which they were chosen: the first one first
        summary={() => speech.languages.map(named).join(', ')}
        error={form.error('speech')}
      />
      <Checkbox
        label={words('needsInterpreter')}
        value={speech.needsInterpreter}
        onChange={(needsInterpreter) => form.set('speech', { ...speech, needsInterpreter })}
      />
      <PhysiologyFields form={form} />
    </FormSection>
  )
}

function PhysiologyFields({ form }: Pick<FieldsProps, 'form'>) {
  const words = useWords('human')
  const { physiology } = form.values
  return (
    <FormRow>
      <Select
        label={words('field.physiology')}
        description={words('physiologyHint')}
        placeholder={words('choose')}
        value={physiology.sex ?? none}
        onChange={(sex) => form.set('physiology', { ...physiology, sex: sex === none ? null : sex })}
        options={[
          { id: none, label: words('notKnown') },
          ...clinicalSexes.flatMap((id) => (id === 'unknown' ? [] : [{ id, label: words(`clinicalSex.${id}`) }])),
        ]}
        error={form.error('physiology')}
      />
      <TextField
        label={words('physiologyNote')}
        dir="auto"
        autoComplete="off"
        value={physiology.note}
        onChange={(note) => form.set('physiology', { ...physiology, note })}
        error={form.error('physiology.note')}
      />
    </FormRow>
  )
}
