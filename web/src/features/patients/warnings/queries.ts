import { q } from '../../../kit/api/api.ts'

export const allergiesQuery = (organization: string, id: string) =>
  q.patients.allergies.list.queryOptions({ input: { params: { organization, id } } })

export const alertsQuery = (organization: string, id: string) =>
  q.patients.alerts.list.queryOptions({ input: { params: { organization, id } } })
