import { Select } from '../../../ui/choices/Select.tsx'
import { useWords, type PatientKind } from '../words.ts'
import type { Sex } from './patient-values.ts'

const choices: Record<PatientKind, readonly Sex[]> = {
  human: ['female', 'male', 'other', 'unknown'],
  animal: ['female', 'male', 'unknown'],
}

type Props = { kind: PatientKind; value: Sex | null; onChange: (sex: Sex) => void; error?: string }

/** FHIR's AdministrativeGender for people; animals are female or male. */
export function SexField({ kind, ...field }: Props) {
  const words = useWords(kind)
  return (
    <Select
      label={words('field.sex')}
      placeholder={words('choose')}
      options={choices[kind].map((sex) => ({ id: sex, label: words(`sex.${sex}`) }))}
      {...field}
    />
  )
}
