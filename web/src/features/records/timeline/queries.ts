import type { EntryKind } from '@polyclinic/contract/records/entry-kinds.ts'
import { q } from '../../../kit/api/api.ts'
import { byCursor } from '../../../kit/api/pages.ts'

/** Of which kind, and before which moment. */
export interface EntryFilter {
  kind?: EntryKind
  until?: string
}

export const entryPages = (organization: string, id: string, filter: EntryFilter) =>
  q.records.entries.list.infiniteOptions({
    input: (cursor: string | undefined) => ({
      params: { organization, id },
      query: { cursor, limit: 100, ...filter },
    }),
    ...byCursor,
  })

export const searchPages = (organization: string, id: string, search: string, filter: EntryFilter) =>
  q.records.entries.search.infiniteOptions({
    input: (cursor: string | undefined) => ({
      params: { organization, id },
      query: { cursor, limit: 50, search, ...filter },
    }),
    ...byCursor,
  })
