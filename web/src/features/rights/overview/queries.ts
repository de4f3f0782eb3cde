import { q } from '../../../kit/api/api.ts'

export const overviewQuery = (organization: string, id: string) =>
  q.rights.overviews.get.queryOptions({ input: { params: { organization, id } } })

export const erasureCheckQuery = (organization: string, id: string) =>
  q.rights.erasures.check.queryOptions({ input: { params: { organization, id } } })
