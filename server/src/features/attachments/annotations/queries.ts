import type { DocumentStatus } from '@polyclinic/contract/attachments/document-words.ts'
import { bytea, int, nullable, textOf, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { leftJoined, shape, type RowOf } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { patients, type PatientScope } from '../../patients/public.ts'

export const annotationRow = shape({
  id: uuid,
  document_id: uuid,
  marks_sealed: bytea,
  status: textOf<DocumentStatus>(),
  recorded_at: timestamptz,
  recorded_by: nullable(uuid),
  version: int,
})

export type AnnotationRow = RowOf<typeof annotationRow>

/** In the order of time (document_annotations_by_document). Undefined where the caller sees no patient with such a document. */
export async function readAnnotations(
  tx: TenantTx,
  documentId: string,
  patientId: string,
  scope: PatientScope,
): Promise<AnnotationRow[] | undefined> {
  const rows = await tx.all(leftJoined(annotationRow)`
    with ${patients.openChart(tx, patientId, scope, 'document_annotations')}
    select ${annotationRow.of('a')} from opened o
    left join tenant.document_annotations a on a.organization_id = ${tx.organization.id} and a.document_id = ${documentId}
    order by a.recorded_at, a.id`)
  return rows.length === 0 ? undefined : rows.filter((row) => row.id !== null)
}

export const findAnnotation = (tx: TenantTx, id: string) =>
  tx.maybe(annotationRow`
    select ${annotationRow.of('a')} from tenant.document_annotations a
    where a.organization_id = ${tx.organization.id} and a.id = ${id}`)
