import { useEffect } from 'react'
import { useWatched } from '../../../kit/screen/watched.ts'

export type Pending = {
  clinicId: string
  /** `YYYY-MM-DD` at the clinic. */
  date: string
  start: number | null
  minutes?: number
  practitionerId?: string
  roomId?: string
  name?: string
}

let pending: Pending | undefined
const listeners = new Set<() => void>()

function tell(next: Pending | undefined) {
  pending = next
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const usePending = () => useWatched(subscribe, () => pending)

/** Tells the calendar what the form says, field by field, until the form is closed. */
export function useTellPending(next: Pending) {
  const said = JSON.stringify(next)
  useEffect(() => tell(JSON.parse(said) as Pending), [said])
  useEffect(() => () => tell(undefined), [])
}

/** How long the drawing may be where no service says so, in minutes. */
const guess = 30

/** The length to draw: the service's own; without one, never over the appointment that comes next. */
export function lengthToDraw(from: number, minutes: number | undefined, starts: readonly number[]): number {
  if (minutes !== undefined) return minutes
  const next = Math.min(...starts.filter((start) => start > from))
  return Math.min(guess, (next - from) / 60_000)
}
