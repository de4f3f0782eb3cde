import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { slug, text } from '../kit/text.ts'
import { documentReference, newDocument } from './documents.ts'

const path = '/organizations/{organization}/inbox-documents'

/** Scans that belong to nobody yet. */
export const inboxRoutes = {
  list: operation({
    method: 'GET',
    path,
    summary: 'Documents that wait to be filed, the oldest first; whoever is scoped to clinics sees what they put there',
    permission: 'charts.write',
    params: { organization: slug },
    query: pageQuery,
    output: pageOf(documentReference),
  }),
  create: operation({
    method: 'POST',
    path,
    summary: 'Put what I sent into the inbox, to be filed later',
    permission: 'charts.write',
    status: 201,
    params: { organization: slug },
    body: newDocument,
    output: documentReference,
    errors: ['key-reused'],
  }),
  discard: operation({
    method: 'PUT',
    path: `${path}/{id}/discarding`,
    summary:
      'Throw away a document that never lay in a chart, and say why; null: take that back, until its bytes go a day later',
    permission: 'charts.write',
    params: { organization: slug, id },
    body: z.strictObject({ reason: text(200).nullable() }),
    output: documentReference,
    errors: ['wrong-state'],
  }),
}
