import { q } from '../../../kit/api/api.ts'
import { clinicsQuery } from '../../../kit/session/own-work.ts'

export const progressQueries = (organization: string) => {
  const params = { organization }
  return [
    clinicsQuery(organization),
    q.scheduling.practitioners.list.queryOptions({ input: { params } }),
    q.scheduling.services.list.queryOptions({ input: { params } }),
    q.patients.patients.list.queryOptions({ input: { params, query: { limit: 1 } } }),
  ] as const
}
