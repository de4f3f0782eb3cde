import { useQuery } from '@tanstack/react-query'
import { q } from '../../../kit/api/api.ts'
import { useOrganization } from '../../../kit/session/session.tsx'

export function useAppointment(id: string) {
  const { slug: organization } = useOrganization()
  return useQuery(q.scheduling.appointments.get.queryOptions({ input: { params: { organization, id } } }))
}
