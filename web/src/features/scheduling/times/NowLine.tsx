import { useEffect, useState } from 'react'
import { placeOf, type Axis, type Day } from './time-scale.ts'

/** The present moment, in epoch milliseconds; moves on twice a minute. */
export function useNow(interval = 30_000) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), interval)
    return () => clearInterval(timer)
  }, [interval])
  return now
}

type Props = { axis: Axis; days: readonly Day[]; columnsPerDay: number; pxPerMinute: number }

/** A line through the present moment, over today's columns alone. */
export function NowLine({ axis, days, columnsPerDay, pxPerMinute }: Props) {
  const now = useNow()
  const index = days.findIndex((day) => now >= day.start && now < day.start + day.minutes * 60_000)
  const day = days[index]
  if (!day) return null
  const first = index * columnsPerDay + 2
  return (
    <div
      aria-hidden="true"
      data-now=""
      className="pointer-events-none relative z-10 row-start-1 h-0 border-t-2 border-bad"
      style={{ gridColumn: `${first} / span ${columnsPerDay}`, top: placeOf(axis, day, now) * pxPerMinute - 1 }}
    >
      <span className="absolute -start-1 -top-[5px] size-2 rounded-full bg-bad" />
    </div>
  )
}
