import { z } from 'zod'
import { abilities } from '../kit/ability.ts'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { bytesAnswer } from '../kit/plain.ts'
import { wrong } from '../kit/problem.ts'
import { name, note, slug, text } from '../kit/text.ts'
import { date } from '../kit/time.ts'
import { bodySides } from '../records/condition-words.ts'
import '../patients/problems.ts'
import { documentKinds, documentStatuses } from './document-words.ts'

/** A file of a patient’s chart, or one that waits to be filed (FHIR DocumentReference). */
export const documentReference = z
  .object({
    id,
    /** Absent while it waits in the inbox. */
    patientId: id.optional(),
    kind: z.enum(documentKinds),
    /** Its media type, by its content. */
    type: z.string(),
    /** Bytes. */
    size: z.int(),
    title: z.string(),
    takenOn: z.string(),
    tags: z.array(z.string()),
    bodySide: z.enum(bodySides).optional(),
    note: z.string().optional(),
    status: z.enum(documentStatuses),
    source: z.enum(['desk', 'phone']),
    /** Until the virus scanner has let it through, it is not read. */
    isHeld: z.boolean(),
    /** The virus scanner found something in it at last: its content is gone, and what is told of it stays. */
    isTakenAway: z.boolean(),
    /** Of a picture, small: WebP, in base64. */
    preview: z.string().optional(),
    recordedAt: z.string(),
    recordedBy: id.optional(),
    version: z.int(),
    /** While it waits: it was thrown away, and can be taken back until its bytes have gone. */
    discardedAt: z.string().optional(),
    abilities: abilities('update', 'assign', 'discard'),
  })
  .meta({ id: 'DocumentReference' })

export type DocumentReference = z.infer<typeof documentReference>

const tags = z
  .array(name(40))
  .max(10)
  .refine((all) => new Set(all).size === all.length, wrong('names one of them twice', 'invalid'))

export const newDocument = z
  .strictObject({
    /** One that I sent, whole, as `attachment`. */
    fileId: id,
    /** The name of the file unless told. */
    title: text(200).optional(),
    takenOn: date.optional(),
    tags: tags.optional(),
    bodySide: z.enum(bodySides).optional(),
    note: note(2000).optional(),
  })
  .meta({
    id: 'NewDocumentReference',
    examples: [{ fileId: '0190a0a0-0000-7000-8000-000000000001', title: 'Wound, day 3', tags: ['wound'] }],
  })

/** What is not named stays; null empties. */
export const documentChange = z
  .strictObject({
    title: text(200).optional(),
    takenOn: date.optional(),
    tags: tags.optional(),
    bodySide: z.enum(bodySides).nullable().optional(),
    note: note(2000).nullable().optional(),
    status: z.enum(documentStatuses).optional(),
  })
  .meta({ id: 'DocumentReferenceChange' })

/** One that lay in this chart and was moved away, and nothing of what it shows. */
const movedAway = z
  .object({ at: z.string(), by: z.object({ id, name: z.string().optional() }).optional() })
  .meta({ id: 'DocumentMovedAway' })

export type DocumentMovedAway = z.infer<typeof movedAway>

const params = { organization: slug, id }

export const documentRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/patients/{id}/documents',
    summary: 'Pictures, films and papers of a patient’s chart, the newest first; the read is recorded',
    permission: 'charts.read',
    params,
    query: {
      ...pageQuery,
      kind: z.enum(documentKinds).optional(),
      tag: name(40).optional(),
      status: z.enum(documentStatuses).optional(),
    },
    /** The first page says what was moved away, the newest first. */
    output: pageOf(documentReference).extend({ movedAway: z.array(movedAway).optional() }),
  }),
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/patients/{id}/documents',
    summary: 'File what I sent in a patient’s chart',
    permission: 'charts.write',
    status: 201,
    params,
    body: newDocument,
    output: documentReference,
    errors: ['key-reused'],
  }),
  update: operation({
    method: 'PATCH',
    path: '/organizations/{organization}/documents/{id}',
    summary: 'Rename, tag or remark a document; what was entered in error is marked so, and stays',
    permission: 'charts.write',
    params,
    body: documentChange,
    output: documentReference,
  }),
  assign: operation({
    method: 'PUT',
    path: '/organizations/{organization}/documents/{id}/patient',
    summary:
      'Say whose document it is, at any time; null: nobody’s yet, it goes back into the inbox. The chart it lay in says so',
    permission: 'charts.write',
    params,
    body: z.strictObject({ patientId: id.nullable() }),
    output: documentReference,
    errors: ['wrong-state'],
  }),
  read: operation({
    method: 'GET',
    path: '/organizations/{organization}/documents/{id}/content',
    summary: 'The content of a document, or a range of it; the read is recorded',
    permission: 'charts.read',
    params,
    output: bytesAnswer,
    errors: ['wrong-state'],
  }),
  listTags: operation({
    method: 'GET',
    path: '/organizations/{organization}/document-tags',
    summary: 'Tags that were used of late, the most frequent first',
    permission: 'charts.read',
    params: { organization: slug },
    output: z.object({ items: z.array(z.string()) }),
  }),
}
