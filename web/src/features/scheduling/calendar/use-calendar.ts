import { useEffect, useReducer, useRef } from 'react'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { q } from '../../../kit/api/api.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'

export const calendarQuery = (
  organization: string,
  clinicId: string,
  from: string,
  days: number,
  areCancelledShown = false,
) => {
  const query = { clinicId, from, days, ...(areCancelledShown && { cancelled: 'included' as const }) }
  return q.scheduling.calendar.get.queryOptions({ input: { params: { organization }, query }, staleTime: 15_000 })
}

/** A clinic's calendar from a day on; its neighbours are fetched ahead, and while an appointment is dragged nothing changes. */
export function useCalendar(clinicId: string | undefined, from: string, days: number, areCancelledShown: boolean) {
  const { slug } = useOrganization()
  const client = useQueryClient()
  const isHeld = useRef(false)
  const [, catchUp] = useReducer((count: number) => count + 1, 0)
  const hold = (isOn: boolean) => {
    isHeld.current = isOn
    if (!isOn) catchUp()
  }
  const query = useQuery({
    ...calendarQuery(slug, clinicId ?? '', from, days, areCancelledShown),
    enabled: clinicId !== undefined,
    placeholderData: keepPreviousData,
    // While an appointment is dragged nothing is drawn anew, so nothing can jump; the drag itself begins without a pause.
    notifyOnChangeProps: () => (isHeld.current ? [] : 'all'),
  })

  const isThere = query.isSuccess && !query.isPlaceholderData
  useEffect(() => {
    if (!isThere || !clinicId) return
    for (const step of [days, -days]) {
      const neighbour = Temporal.PlainDate.from(from).add({ days: step }).toString()
      void client.prefetchQuery(calendarQuery(slug, clinicId, neighbour, days, areCancelledShown))
    }
  }, [isThere, clinicId, from, days, areCancelledShown, slug, client])

  const toldError = useRef<unknown>(undefined)
  const tellOnce = () => {
    if (toldError.current === query.error) return
    toldError.current = query.error
    toast.problem(query.error)
  }
  // A calendar of another clinic is no placeholder for this one.
  const isOther = query.isPlaceholderData && query.data?.clinic.id !== clinicId
  return { ...query, data: isOther ? undefined : query.data, tellOnce, hold }
}
