import { q } from '../../../kit/api/api.ts'
import { byCursor } from '../../../kit/api/pages.ts'

type ListFilter = {
  search?: string
  archived?: 'no' | 'only'
  guardianId?: string
  sort?: 'name' | 'next-visit' | 'last-visit'
}

export const pageSize = 100

/** A search fails at once, and without a network too: whoever waits for it can try again. */
export const atOnce = (search: string | undefined) => (search ? { retry: false, networkMode: 'always' as const } : {})

/** Patients page by page. The rows of one search never stand under the words of another. */
export const patientPages = (organization: string, filter: ListFilter) =>
  q.patients.patients.list.infiniteOptions({
    input: (cursor: string | undefined) => ({
      params: { organization },
      query: { ...withoutEmpty(filter), cursor, limit: pageSize },
    }),
    ...byCursor,
    ...atOnce(filter.search),
  })

export const patientMatches = (organization: string, search: string, limit = 8) =>
  q.patients.patients.list.queryOptions({
    input: { params: { organization }, query: { search: search || undefined, archived: 'no', limit } },
  })

export const patientQuery = (organization: string, id: string) =>
  q.patients.patients.get.queryOptions({ input: { params: { organization, id } } })

export const accessPages = (organization: string, id: string) =>
  q.audit.audit.accessHistory.infiniteOptions({
    input: (cursor: string | undefined) => ({ params: { organization, id }, query: { cursor, limit: 50 } }),
    ...byCursor,
  })

const withoutEmpty = ({ search, ...rest }: ListFilter) => ({ ...rest, ...(search && { search }) })
