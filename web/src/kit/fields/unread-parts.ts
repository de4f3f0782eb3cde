import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { unreadable } from '../../ui/fields/Field.tsx'
import type { PartsReading } from '../../ui/dates/parts-reading.ts'

type Props = { value: string | null; onChange: (value: string | null) => void; error?: string }

/** Says in words what a date or a time cannot be read as: on leaving the field, and where its form refuses it. */
export function useUnreadParts(
  { value, onChange, error }: Props,
  half: 'half-date' | 'half-date-optional' | 'half-time',
) {
  const { t } = useTranslation()
  const [left, setLeft] = useState<PartsReading>()
  const words = () =>
    left?.kind === 'impossible' ? t('kit:issue.no-such-date', { typed: left.text }) : t(`kit:issue.${half}`)
  return {
    value,
    onChange: (next: string | null) => {
      setLeft(undefined)
      onChange(next)
    },
    onLeaveUnread: setLeft,
    error: value === unreadable && (left || error) ? words() : error,
  }
}
