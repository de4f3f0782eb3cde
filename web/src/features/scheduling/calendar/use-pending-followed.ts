import { useEffect, useEffectEvent } from 'react'
import { usePending } from '../bookings/pending-appointment.ts'
import type { useBoardAddress } from './use-board-address.ts'

/** Another day in the booking form turns the calendar to it; the calendar itself may be turned on freely. */
export function usePendingFollowed({ from, view, go }: ReturnType<typeof useBoardAddress>) {
  const date = usePending()?.date
  const follow = useEffectEvent((day: string) => {
    const days = Temporal.PlainDate.from(day).since(from).days
    if (days < 0 || days >= (view === 'week' ? 7 : 1)) go(day)
  })
  useEffect(() => {
    if (date) follow(date)
  }, [date])
}
