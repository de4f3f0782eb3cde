import { sql } from 'kysely'
import type { Mark } from '@polyclinic/contract/attachments/annotations.ts'
import type { DocumentStatus } from '@polyclinic/contract/attachments/document-words.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { changeVersioned, justWritten } from '../../../kit/db/versioned.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { findDocument, type DocumentReader, type DocumentRow } from '../documents/queries.ts'
import { documentChanged } from '../events.ts'
import { findAnnotation, type AnnotationRow } from './queries.ts'
import { annotationSecrets } from './view.ts'

const tell = (tx: TenantTx, { patient_id: patientId }: DocumentRow) =>
  tx.announce(documentChanged, patientId ? { patientId } : {})

/** Draws on a picture of a chart that the caller sees; on anything else, and on what waits in the inbox, nothing can be drawn. */
export async function addAnnotation(
  tx: TenantTx,
  documentId: string,
  marks: Mark[],
  reader: DocumentReader,
  id: string = newId(),
): Promise<AnnotationRow> {
  const document = await findDocument(tx, documentId, reader)
  if (!document) throw refuse('not-found')
  if (document.kind !== 'picture') throw refuse('wrong-state', { state: document.kind })
  if (!document.patient_id) throw refuse('wrong-state', { state: 'waiting' })
  await tx.run(sql`
    insert into tenant.document_annotations (organization_id, id, document_id, marks_sealed, recorded_by)
    values (${tx.organization.id}, ${id}, ${documentId}, ${annotationSecrets.seal(tx.sealer, id, 'marks', marks)},
      ${tx.caller.accountId ?? null})`)
  tell(tx, document)
  return justWritten(findAnnotation(tx, id))
}

/** Where the caller sees the document that it lies on. */
async function findSeen(tx: TenantTx, id: string, reader: DocumentReader) {
  const row = await findAnnotation(tx, id)
  const document = row && (await findDocument(tx, row.document_id, reader))
  return row && document && { row, document }
}

export function changeAnnotation(
  tx: TenantTx,
  { id, reader, expectedVersion }: { id: string; reader: DocumentReader; expectedVersion?: number },
  status: DocumentStatus,
): Promise<AnnotationRow> {
  return changeVersioned({
    find: async () => (await findSeen(tx, id, reader))?.row,
    expectedVersion,
    write: (before) =>
      tx.run(sql`
        update tenant.document_annotations set status = ${status}
        where organization_id = ${tx.organization.id} and id = ${id} and version = ${before.version}`),
    async follow() {
      const seen = await findSeen(tx, id, reader)
      if (seen) tell(tx, seen.document)
    },
  })
}
