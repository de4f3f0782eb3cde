import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import { measurementKinds } from '@polyclinic/contract/records/measurement-kinds.ts'
import type { Measurement } from '@polyclinic/contract/records/measurements.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { sealed, text } from '../../../kit/crypto/sealed.ts'
import type { MeasurementRow } from './queries.ts'

export const measurementSecrets = sealed('measurements', { note: text })

export function measurementView(
  row: MeasurementRow,
  sealer: Sealer,
  can: (permission: Permission) => boolean,
): Measurement {
  const { note } = measurementSecrets.open(sealer, row)
  return {
    id: row.id,
    patientId: row.patient_id,
    kind: row.kind,
    value: row.value,
    ...(row.second_value !== null && { secondValue: row.second_value }),
    unit: measurementKinds[row.kind].unit,
    typed: {
      value: row.typed_value,
      ...(row.typed_second_value !== null && { secondValue: row.typed_second_value }),
      unit: row.typed_unit,
    },
    measuredAt: row.measured_at,
    status: row.status,
    ...(note && { note }),
    recordedAt: row.recorded_at,
    ...(row.recorded_by && { recordedBy: row.recorded_by }),
    version: row.version,
    abilities: { update: can('charts.write') ? { allowed: true } : { allowed: false, reason: 'not-allowed' } },
  }
}
