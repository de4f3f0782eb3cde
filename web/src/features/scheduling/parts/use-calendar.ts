import { useEffect, useReducer, useRef } from 'react'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Calendar } from '@polyclinic/contract/scheduling/calendar.ts'
import { q } from '../../../kit/api.ts'
import { useOrganization } from '../../../kit/session.tsx'
import { toast } from '../../../kit/toast.ts'

/** The query of one stretch of a clinic's calendar. */
export const calendarQuery = (organization: string, clinicId: string, from: string, days: number) =>
  q.calendar.get.queryOptions({ input: { params: { organization }, query: { clinicId, from, days } }, staleTime: 15_000 })

/** A clinic's calendar from a day on; its neighbours are fetched ahead, and while a visit is dragged nothing changes. */
export function useCalendar(clinicId: string | undefined, from: string, days: number) {
  const { slug } = useOrganization()
  const client = useQueryClient()
  const query = useQuery({
    ...calendarQuery(slug, clinicId ?? '', from, days),
    enabled: clinicId !== undefined,
    placeholderData: keepPreviousData,
  })
  const { held, hold } = useHeld(query.data)

  const isThere = query.isSuccess && !query.isPlaceholderData
  useEffect(() => {
    if (!isThere || !clinicId) return
    for (const step of [days, -days]) {
      const near = Temporal.PlainDate.from(from).add({ days: step }).toString()
      void client.prefetchQuery(calendarQuery(slug, clinicId, near, days))
    }
  }, [isThere, clinicId, from, days, slug, client])

  const told = useRef<unknown>(undefined)
  const tellOnce = () => {
    if (told.current === query.error) return
    told.current = query.error
    toast.problem(query.error)
  }
  // A calendar of another clinic is no placeholder for this one.
  const isOther = query.isPlaceholderData && held?.clinic.id !== clinicId
  return { ...query, data: isOther ? undefined : held, tellOnce, hold }
}

/** The value as it was when holding began. Holding renders nothing, so that a drag begins without a pause; letting go does where something came. */
function useHeld(value: Calendar | undefined) {
  const [, renew] = useReducer((count: number) => count + 1, 0)
  const isHeld = useRef(false)
  const kept = useRef(value)
  const latest = useRef(value)
  latest.current = value
  if (!isHeld.current) kept.current = value
  const hold = (isOn: boolean) => {
    isHeld.current = isOn
    if (!isOn && kept.current !== latest.current) renew()
  }
  return { held: kept.current, hold }
}
