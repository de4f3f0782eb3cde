import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { slug, text } from '../kit/text.ts'
import '../patients/problems.ts'
import { documentStatuses, inks } from './document-words.ts'

/** From 0 to 1 across the picture and down it, so that it lies right at any size. */
const share = z.number().min(0).max(1)
const point = z.tuple([share, share])
const ink = z.enum(inks)

export const mark = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('line'), ink, points: z.array(point).min(2).max(400) }),
  z.strictObject({ kind: z.literal('arrow'), ink, from: point, to: point }),
  z.strictObject({ kind: z.literal('text'), ink, at: point, text: text(200) }),
])

export type Mark = z.infer<typeof mark>

/** What somebody drew on a picture, at one time. */
export const annotation = z
  .object({
    id,
    documentId: id,
    marks: z.array(mark),
    status: z.enum(documentStatuses),
    recordedAt: z.string(),
    recordedBy: id.optional(),
    /** Of whoever drew it, where it is listed. */
    authorName: z.string().optional(),
    version: z.int(),
  })
  .meta({ id: 'Annotation' })

export type Annotation = z.infer<typeof annotation>

const params = { organization: slug, id }

export const annotationRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/documents/{id}/annotations',
    summary: 'What was drawn on a picture, in the order of time; the read is recorded',
    permission: 'charts.read',
    params,
    output: z.object({ items: z.array(annotation) }),
  }),
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/documents/{id}/annotations',
    summary: 'Draw on a picture; it is kept beside the picture, which stays as it is',
    permission: 'charts.write',
    status: 201,
    params,
    body: z.strictObject({ marks: z.array(mark).min(1).max(60) }).meta({
      id: 'NewAnnotation',
      examples: [{ marks: [{ kind: 'arrow', ink: 'red', from: [0.2, 0.2], to: [0.5, 0.5] }] }],
    }),
    output: annotation,
    errors: ['key-reused', 'wrong-state'],
  }),
  update: operation({
    method: 'PATCH',
    path: '/organizations/{organization}/annotations/{id}',
    summary: 'Mark what was drawn as entered in error, or take that back',
    permission: 'charts.write',
    params,
    body: z.strictObject({ status: z.enum(documentStatuses) }),
    output: annotation,
  }),
}
