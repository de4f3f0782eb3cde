import type { Annotation, Mark } from '@polyclinic/contract/attachments/annotations.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { json, sealed } from '../../../kit/crypto/sealed.ts'
import type { AnnotationRow } from './queries.ts'

export const annotationSecrets = sealed('document_annotations', { marks: json<Mark[]>() })

export const annotationView = (row: AnnotationRow, sealer: Sealer, authorName?: string): Annotation => ({
  id: row.id,
  documentId: row.document_id,
  marks: annotationSecrets.open(sealer, row).marks ?? [],
  status: row.status,
  recordedAt: row.recorded_at,
  ...(row.recorded_by && { recordedBy: row.recorded_by }),
  ...(authorName && { authorName }),
  version: row.version,
})
