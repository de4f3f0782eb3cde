import type { EntryKind } from '@polyclinic/contract/records/entry-kinds.ts'
import { q } from '../../../kit/api/api.ts'
import { byCursor } from '../../../kit/api/pages.ts'

export const entryPages = (organization: string, id: string, kind?: EntryKind) =>
  q.records.entries.list.infiniteOptions({
    input: (cursor: string | undefined) => ({
      params: { organization, id },
      query: { cursor, limit: 100, ...(kind && { kind }) },
    }),
    ...byCursor,
  })
