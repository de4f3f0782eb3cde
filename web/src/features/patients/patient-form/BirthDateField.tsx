import { useState } from 'react'
import { readBirthDate } from '@polyclinic/contract/kit/reading/birth-date.ts'
import { factLine } from '../../../kit/texts/fact-line.ts'
import { todayIn, useFormat } from '../../../kit/texts/format.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { unreadable } from '../../../ui/fields/Field.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { useWords, type PatientKind } from '../words.ts'
import { dateAsTyped } from './date-as-typed.ts'

type Props = { kind: PatientKind; value: string | null; onChange: (date: string | null) => void; error?: string }

/**
 * A birth date as people write it, whole or as much as is known, with what it was read as and the age that it means, so that
 * a mistyped year is seen at once.
 */
export function BirthDateField({ kind, value, onChange, error }: Props) {
  const words = useWords(kind)
  const format = useFormat()
  const { timeZone, country } = useOrganization()
  const [typed, setTyped] = useState<{ text: string; value: string | null } | null>(null)
  const [isLeft, setLeft] = useState(false)
  const today = todayIn(timeZone)
  const isOurs = typed !== null && typed.value === value
  const text = isOurs ? typed.text : value === null || value === unreadable ? '' : dateAsTyped(value, country)
  const isRead = value !== null && value !== unreadable
  const change = (next: string) => {
    const read = next.trim() === '' ? null : (readBirthDate(next, country, today) ?? unreadable)
    setTyped({ text: next, value: read })
    setLeft(false)
    onChange(read)
  }
  const age = isRead && value <= today ? format.age(value, today) : undefined
  const found = value === unreadable && isLeft ? words('birthDateUnread') : undefined
  return (
    <TextField
      label={words('field.birthDate')}
      value={text}
      onChange={change}
      onBlur={() => setLeft(true)}
      dir="auto"
      autoComplete="off"
      error={value === unreadable && error ? words('birthDateUnread') : (error ?? found)}
      description={
        isRead
          ? factLine([format.date(value), age])
          : words('birthDateHint', { example: dateAsTyped('1999-06-24', country) })
      }
    />
  )
}
