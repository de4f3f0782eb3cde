import type { ComponentProps } from 'react'
import { DateField as PlainField } from '../../ui/dates/DateField.tsx'
import { useUnreadParts } from './unread-parts.ts'

type Props = Omit<ComponentProps<typeof PlainField>, 'defaultValue' | 'onLeaveUnread' | 'value' | 'onChange'> & {
  value: string | null
  onChange: (value: string | null) => void
}

/** A date that may be left empty: it is unreadable until it is whole, and says so when it is left. */
export function DateField(props: Props) {
  return <PlainField {...props} {...useUnreadParts(props, 'half-date-optional')} />
}
