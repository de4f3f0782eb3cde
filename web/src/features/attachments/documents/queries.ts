import type { DocumentKind } from '@polyclinic/contract/attachments/document-words.ts'
import { q } from '../../../kit/api/api.ts'
import { byCursor } from '../../../kit/api/pages.ts'

export interface DocumentFilter {
  kind?: DocumentKind
  tag?: string
  /** Those that were entered in error, too. */
  showsWrong?: boolean
}

export const documentPages = (organization: string, id: string, { kind, tag, showsWrong }: DocumentFilter = {}) =>
  q.attachments.documents.list.infiniteOptions({
    input: (cursor: string | undefined) => ({
      params: { organization, id },
      query: {
        cursor,
        ...(kind && { kind }),
        ...(tag && { tag }),
        ...(!showsWrong && { status: 'current' as const }),
      },
    }),
    ...byCursor,
  })

export const tagsQuery = (organization: string) =>
  q.attachments.documents.listTags.queryOptions({ input: { params: { organization } } })

export const inboxPages = (organization: string) =>
  q.attachments.inbox.list.infiniteOptions({
    input: (cursor: string | undefined) => ({ params: { organization }, query: { cursor } }),
    ...byCursor,
  })

/** Where a browser reads the content of a document. */
export const contentUrl = (organization: string, id: string) =>
  `/api/v1/organizations/${encodeURIComponent(organization)}/documents/${id}/content`
