import { q } from '../../../kit/api/api.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'

export const relationsQuery = (organization: string, id: string) =>
  q.patients.relations.list.queryOptions({ input: { params: { organization, id } } })

export const relationsOfGuardianQuery = (organization: string, id: string) =>
  q.patients.relations.listOfGuardian.queryOptions({ input: { params: { organization, id } } })

/** After somebody began or ended to answer: both sides of it, who sees the record, and whatever names the patient. */
export function useRelationsRefresh() {
  const refresh = useRefresh()
  return () =>
    refresh(
      q.patients.relations.key(),
      q.patients.patients.key(),
      q.patients.guardians.key(),
      q.patients.links.key(),
      q.patients.reach.key(),
      q.scheduling.calendar.key(),
      q.scheduling.appointments.key(),
    )
}
