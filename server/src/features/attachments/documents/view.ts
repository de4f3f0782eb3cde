import type { DocumentMovedAway, DocumentReference } from '@polyclinic/contract/attachments/documents.ts'
import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { sealed, text } from '../../../kit/crypto/sealed.ts'
import { files } from '../../files/public.ts'
import type { DocumentRow, MovedRow } from './queries.ts'
import { mayHaveLainInChart } from './rules.ts'

export const documentSecrets = sealed('document_references', { title: text, note: text, discard_reason: text })

export function documentView(
  row: DocumentRow,
  sealer: Sealer,
  can: (permission: Permission) => boolean,
): DocumentReference {
  const { title = '', note } = documentSecrets.open(sealer, row)
  const isNobodys = row.patient_id === null && row.discarded_at === null && !mayHaveLainInChart(row)
  const writing = can('charts.write') ? { allowed: true } : { allowed: false, reason: 'not-allowed' }
  return {
    id: row.id,
    ...(row.patient_id && { patientId: row.patient_id }),
    kind: row.kind,
    type: row.file_type,
    size: row.file_size,
    title,
    takenOn: row.taken_on,
    tags: row.tags,
    ...(row.body_side && { bodySide: row.body_side }),
    ...(note && { note }),
    status: row.status,
    source: row.source,
    isHeld: row.file_state === 'held',
    isTakenAway: row.file_state === 'deleted',
    ...(row.small_sealed &&
      row.file_state === 'kept' && { preview: files.openPreview(sealer, row.file_id, row.small_sealed) }),
    recordedAt: row.recorded_at,
    ...(row.recorded_by && { recordedBy: row.recorded_by }),
    ...(row.discarded_at && { discardedAt: row.discarded_at }),
    version: row.version,
    abilities: {
      update: writing,
      assign: writing,
      discard: writing.allowed && !isNobodys ? { allowed: false, reason: 'wrong-state' } : writing,
    },
  }
}

export function movedAwayView(row: MovedRow, names: ReadonlyMap<string, string>): DocumentMovedAway {
  const name = row.moved_by === null ? undefined : names.get(row.moved_by)
  return { at: row.moved_at, ...(row.moved_by && { by: { id: row.moved_by, ...(name && { name }) } }) }
}
