import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { ChartEntry } from '@polyclinic/contract/records/entries.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import type { ConditionRow } from '../conditions/queries.ts'
import { conditionView } from '../conditions/view.ts'
import type { ImmunizationRow } from '../immunizations/queries.ts'
import { immunizationView } from '../immunizations/view.ts'
import type { MeasurementRow } from '../measurements/queries.ts'
import { measurementView } from '../measurements/view.ts'
import type { EntryRow } from './queries.ts'

export function entryView(
  { id, kind, at, row }: EntryRow,
  sealer: Sealer,
  can: (permission: Permission) => boolean,
): ChartEntry {
  const told = { id, kind, at }
  if (kind === 'condition') return { ...told, condition: conditionView(row as ConditionRow, sealer, can) }
  if (kind === 'measurement') return { ...told, measurement: measurementView(row as MeasurementRow, sealer, can) }
  return { ...told, immunization: immunizationView(row as ImmunizationRow, sealer, can) }
}
