import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { Alert } from '@polyclinic/contract/patients/alerts.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { alertSecrets } from '../warnings/secrets.ts'
import type { AlertRow } from './queries.ts'

interface Viewer {
  sealer: Sealer
  can(permission: Permission): boolean
  /** Of accounts, where they were asked for. */
  names?: ReadonlyMap<string, string>
}

const authorOf = (id: string, names: Viewer['names']) => {
  const name = names?.get(id)
  return { id, ...(name && { name }) }
}

export function alertView(row: AlertRow, { sealer, can, names }: Viewer): Alert {
  const mayWrite = can('patients.write') && (row.kind !== 'clinical' || can('charts.write'))
  const reason = !mayWrite ? 'not-allowed' : row.ended_at ? 'ended' : undefined
  const ability = reason ? { allowed: false, reason } : { allowed: true }
  return {
    id: row.id,
    patientId: row.patient_id,
    kind: row.kind,
    priority: row.priority,
    text: alertSecrets.open(sealer, row).text ?? '',
    from: row.from_day,
    ...(row.until_day && { until: row.until_day }),
    isShown: row.is_shown,
    ...(row.ended_at && row.ended_by && { ended: { at: row.ended_at, by: authorOf(row.ended_by, names) } }),
    recordedBy: authorOf(row.recorded_by, names),
    recordedAt: row.created_at,
    version: row.version,
    abilities: { update: ability, end: ability },
  }
}
