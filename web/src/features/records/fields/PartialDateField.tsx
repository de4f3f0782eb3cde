import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readBirthDate } from '@polyclinic/contract/kit/reading/birth-date.ts'
import { todayIn, useFormat } from '../../../kit/texts/format.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { unreadable } from '../../../ui/fields/Field.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'

type Props = { label: string; value: string | null; onChange: (date: string | null) => void; error?: string }

/** A date as far as it is known, as people write it: a year, a month, a day; with what it was read as. */
export function PartialDateField({ label, value, onChange, error }: Props) {
  const { t } = useTranslation('records')
  const format = useFormat()
  const { timeZone, country } = useOrganization()
  const [typed, setTyped] = useState(value ?? '')
  const [isLeft, setLeft] = useState(false)
  const change = (next: string) => {
    setTyped(next)
    setLeft(false)
    onChange(next.trim() === '' ? null : (readBirthDate(next, country, todayIn(timeZone)) ?? unreadable))
  }
  const isUnread = value === unreadable
  return (
    <TextField
      label={label}
      value={typed}
      onChange={change}
      onBlur={() => setLeft(true)}
      dir="auto"
      autoComplete="off"
      error={isUnread && (error || isLeft) ? t('date.unread') : error}
      description={value && !isUnread ? format.date(value) : t('date.hint')}
    />
  )
}
