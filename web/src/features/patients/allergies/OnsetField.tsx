import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readBirthDate } from '@polyclinic/contract/kit/reading/birth-date.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { todayIn, useFormat } from '../../../kit/texts/format.ts'
import { unreadable } from '../../../ui/fields/Field.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { dateAsTyped } from '../patient-form/date-as-typed.ts'

type Props = { value: string | null; onChange: (date: string | null) => void; error?: string }

/** Since when, as people write it: a year, a month or a day. */
export function OnsetField({ value, onChange, error }: Props) {
  const { t } = useTranslation('patients')
  const format = useFormat()
  const { country, timeZone } = useOrganization()
  const [text, setText] = useState(value ? dateAsTyped(value, country) : '')
  const type = (next: string) => {
    setText(next)
    onChange(next.trim() === '' ? null : (readBirthDate(next, country, todayIn(timeZone)) ?? unreadable))
  }
  const isRead = value !== null && value !== unreadable
  return (
    <TextField
      label={t('allergy.onset')}
      value={text}
      onChange={type}
      dir="auto"
      autoComplete="off"
      error={error && value === unreadable ? t('allergy.onsetUnread') : error}
      description={
        isRead ? format.date(value) : t('allergy.onsetHint', { example: dateAsTyped('2019-06-24', country) })
      }
    />
  )
}
