import { todayIn, useFormat } from '../../../kit/format.ts'
import { useOrganization } from '../../../kit/session.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { useWords, type PatientKind } from '../words.ts'

type Props = { kind: PatientKind; value: string | null; onChange: (date: string | null) => void; error?: string }

/** A birth date with the age that it means, so that a mistyped year is seen at once. */
export function BirthDateField({ kind, value, onChange, error }: Props) {
  const words = useWords(kind)
  const format = useFormat()
  const { timeZone } = useOrganization()
  const today = todayIn(timeZone)
  const age = value && value <= today ? format.age(value, today) : undefined
  return (
    <DateField
      label={words('field.birthDate')}
      value={value}
      onChange={onChange}
      error={error}
      description={error ? undefined : age}
    />
  )
}
