import { q } from '../../../kit/api/api.ts'
import { byCursor } from '../../../kit/api/pages.ts'
import { atOnce, pageSize } from '../patients/queries.ts'

export const guardianPages = (organization: string, search: string, sort: 'name' | 'next-visit') =>
  q.patients.guardians.list.infiniteOptions({
    input: (cursor: string | undefined) => ({
      params: { organization },
      query: { search: search || undefined, sort, cursor, limit: pageSize },
    }),
    ...byCursor,
    ...atOnce(search),
  })

export const guardianMatches = (organization: string, search: string, limit = 8) =>
  q.patients.guardians.list.queryOptions({
    input: { params: { organization }, query: { search: search || undefined, limit } },
  })

export const guardianQuery = (organization: string, id: string) =>
  q.patients.guardians.get.queryOptions({ input: { params: { organization, id } } })
