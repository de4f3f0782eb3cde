import type { ComponentProps } from 'react'
import { DatePicker as PlainField } from '../../ui/dates/DatePicker.tsx'
import { useUnreadParts } from './unread-parts.ts'

type Props = Omit<ComponentProps<typeof PlainField>, 'defaultValue' | 'onLeaveUnread' | 'value' | 'onChange'> & {
  value: string | null
  onChange: (value: string | null) => void
}

/** A day to type or to look for; half typed it is unreadable, and says so when it is left. */
export function DatePicker(props: Props) {
  return <PlainField {...props} {...useUnreadParts(props, 'half-date')} />
}
