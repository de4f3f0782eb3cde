import type { ComponentProps } from 'react'
import { TimeField as PlainField } from '../../ui/dates/TimeField.tsx'
import { useUnreadParts } from './unread-parts.ts'

type Props = Omit<ComponentProps<typeof PlainField>, 'defaultValue' | 'onLeaveUnread' | 'value' | 'onChange'> & {
  value: string | null
  onChange: (value: string | null) => void
}

/** A time of day; half typed it is unreadable, and says so when it is left. */
export function TimeField(props: Props) {
  return <PlainField {...props} {...useUnreadParts(props, 'half-time')} />
}
