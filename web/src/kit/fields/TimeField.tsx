import type { ComponentProps } from 'react'
import { TimeField as PlainField } from '../../ui/dates/TimeField.tsx'
import { useUnreadParts } from './unread-parts.ts'

type Props = Omit<ComponentProps<typeof PlainField>, 'defaultValue' | 'onLeaveUnread' | 'value' | 'onChange'> & {
  value: string | null
  onChange: (value: string | null) => void
}

export function TimeField(props: Props) {
  return <PlainField {...props} {...useUnreadParts(props, 'half-time')} />
}
