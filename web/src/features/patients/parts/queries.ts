import { keepPreviousData } from '@tanstack/react-query'
import { q } from '../../../kit/api.ts'

type ListFilter = { search?: string; archived?: 'no' | 'only'; guardianId?: string }

/** How many rows a list asks for at a time. */
const pageSize = 100

/** Patients page by page; while the next answer is on its way, the one before stays. */
export const patientPages = (organization: string, filter: ListFilter) =>
  q.patients.list.infiniteOptions({
    input: (cursor: string | undefined) => ({
      params: { organization },
      query: { ...withoutEmpty(filter), cursor, limit: pageSize },
    }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })

/** The first few that match. */
export const patientMatches = (organization: string, search: string, limit = 8) =>
  q.patients.list.queryOptions({
    input: { params: { organization }, query: { search: search || undefined, archived: 'no', limit } },
    placeholderData: keepPreviousData,
  })

export const patientQuery = (organization: string, id: string) =>
  q.patients.get.queryOptions({ input: { params: { organization, id } } })

export const guardianPages = (organization: string, search: string) =>
  q.guardians.list.infiniteOptions({
    input: (cursor: string | undefined) => ({
      params: { organization },
      query: { search: search || undefined, cursor, limit: pageSize },
    }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })

export const guardianMatches = (organization: string, search: string, limit = 8) =>
  q.guardians.list.queryOptions({
    input: { params: { organization }, query: { search: search || undefined, limit } },
    placeholderData: keepPreviousData,
  })

export const guardianQuery = (organization: string, id: string) =>
  q.guardians.get.queryOptions({ input: { params: { organization, id } } })

export const accessPages = (organization: string, id: string) =>
  q.audit.accessHistory.infiniteOptions({
    input: (cursor: string | undefined) => ({ params: { organization, id }, query: { cursor, limit: 50 } }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor,
  })

const withoutEmpty = ({ search, ...rest }: ListFilter) => ({ ...rest, ...(search && { search }) })
