import { languages, languageTable } from '@polyclinic/contract/kit/language.ts'
import { Select } from '../../../ui/choices/Select.tsx'
import { TextArea } from '../../../ui/fields/TextArea.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { useWords } from '../words.ts'
import { ContactFields } from '../contacts/ContactFields.tsx'
import type { GuardianValues } from './guardian-values.ts'

type Props = {
  values: GuardianValues
  onChange: <K extends keyof GuardianValues>(name: K, value: GuardianValues[K]) => void
  errorAt: (path: string) => string | undefined
  hasFocus?: boolean
  isShort?: boolean
}

const none = 'none'

export function GuardianFields({ values, onChange, errorAt, hasFocus, isShort }: Props) {
  const words = useWords()
  return (
    <>
      <TextField
        label={words('guardianName')}
        dir="auto"
        autoComplete="off"
        isRequired
        autoFocus={hasFocus}
        value={values.name}
        onChange={(name) => onChange('name', name)}
        error={errorAt('name')}
      />
      <ContactFields value={values.contact} onChange={(contact) => onChange('contact', contact)} errorAt={errorAt} />
      {!isShort && (
        <>
          <Select
            label={words('field.language')}
            placeholder={words('choose')}
            value={values.language ?? none}
            onChange={(id) => onChange('language', id === none ? null : id)}
            options={[
              { id: none, label: words('notKnown') },
              ...languages.map((id) => ({ id, label: languageTable[id].name })),
            ]}
            error={errorAt('language')}
          />
          <TextArea
            label={words('field.memo')}
            description={words('memoHint')}
            value={values.memo}
            onChange={(memo) => onChange('memo', memo)}
            error={errorAt('memo')}
          />
        </>
      )}
    </>
  )
}
