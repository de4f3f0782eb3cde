import { useRef, useState } from 'react'
import { unreadable } from '../fields/Field.tsx'
import type { PartsReading } from './parts-reading.ts'

export type TypedParts = {
  /** An ISO text; null for empty, {@link unreadable} for what is half typed or cannot be. */
  value?: string | null
  onChange?: (value: string | null) => void
  /** The field was left with something in it that cannot be read. */
  onLeaveUnread?: (reading: PartsReading) => void
}

/**
 * A value between a form and react-aria's parts. Those are drawn anew with each new value object and say nothing while a part
 * is missing, so the object stays the same while one types, and the form is told that its value no longer holds.
 */
export function useTypedParts<V>(
  { value, onChange, onLeaveUnread }: TypedParts,
  { parse, write }: { parse: (text: string) => V; write: (value: V) => string },
) {
  const root = useRef<HTMLDivElement>(null)
  const reading = useRef<PartsReading>({ kind: 'empty', text: '' })
  const written = (part: V | null | undefined) => (part ? write(part) : null)
  const parsed = (text: string | null | undefined) => (text ? parse(text) : null)
  const [held, hold] = useState(() => ({ of: value, drawn: value === unreadable ? null : parsed(value) }))
  const current = held.of === value ? held : { of: value, drawn: value === unreadable ? held.drawn : parsed(value) }
  if (current !== held) hold(current)
  const tell = (next: string | null) => {
    if (next !== value) onChange?.(next)
  }
  const hasFocus = () => root.current?.contains(document.activeElement) ?? false

  return {
    root,
    drawn: value === undefined ? undefined : current.drawn,
    change: (next: V | null) => {
      // on leaving, a day that its month does not have would become another day
      const isBent = reading.current.kind === 'impossible' && !hasFocus()
      if (isBent || next === null) hold({ of: value, drawn: null })
      tell(isBent ? unreadable : written(next))
    },
    read: (next: PartsReading) => {
      reading.current = next
      if (next.kind === 'half' || next.kind === 'impossible') tell(unreadable)
      else if (value === unreadable && next.kind === 'whole') tell(written(current.drawn))
      else if (value === unreadable && hasFocus()) tell(null)
    },
    leave: () => {
      const { kind } = reading.current
      if (kind === 'half' || kind === 'impossible') onLeaveUnread?.(reading.current)
    },
  }
}
