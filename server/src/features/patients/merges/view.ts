import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { PatientMerge } from '@polyclinic/contract/patients/duplicates/merges.ts'
import { json, sealed } from '../../../kit/crypto/sealed.ts'
import { present } from '../patients/view.ts'
import type { MergeRow } from './queries.ts'
import type { Taken } from './rules.ts'

export const mergeSecrets = sealed('patient_merges', { taken: json<Taken>() })

export function mergeView(
  row: MergeRow,
  names: ReadonlyMap<string, string>,
  can: (permission: Permission) => boolean,
): PatientMerge {
  return {
    id: row.id,
    keptId: row.kept_id,
    mergedId: row.merged_id,
    name: [row.given_name, row.family_name].filter(Boolean).join(' '),
    mergedAt: row.merged_at,
    mergedBy: { id: row.merged_by, ...present({ name: names.get(row.merged_by) ?? null }) },
    undoUntil: row.undo_until,
    ...present({ undoneAt: row.undone_at }),
    abilities: { undo: undoable(row, can('patients.merge')) },
  }
}

function undoable(row: MergeRow, may: boolean): PatientMerge['abilities']['undo'] {
  const past = row.undone_at ? 'undone' : row.is_over ? 'expired' : row.is_beneath ? 'merged' : undefined
  const reason = may ? past : 'not-allowed'
  return reason ? { allowed: false, reason } : { allowed: true }
}
