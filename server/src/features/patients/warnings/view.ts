import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import { allergyState, isActive, seriousness } from '@polyclinic/contract/patients/allergy-states.ts'
import type { Warnings } from '@polyclinic/contract/patients/warnings.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { relationSecrets } from '../answering/secrets.ts'
import type { WarningsRow } from './queries.ts'
import { alertSecrets, allergySecrets } from './secrets.ts'

export interface Reader {
  sealer: Sealer
  can(permission: Permission): boolean
}

/** What of it this caller is told: what could kill is no secret to the desk, which hands out and answers the phone. */
export function warningsView(row: WarningsRow, { sealer, can }: Reader): Warnings {
  const readsCharts = can('charts.read')
  const all = (row.allergies ?? []).map((each) => ({
    ...each,
    clinicalStatus: each.clinical_status,
  }))
  const active = all.filter(isActive).toSorted((a, b) => seriousness(a.criticality) - seriousness(b.criticality))
  const told = active.filter(({ criticality }) => readsCharts || criticality === 'high')
  return {
    allergies: {
      state: allergyState(all, row.is_none_known),
      named: told.map((each) => ({ ...allergySecrets.open(sealer, each).substance, criticality: each.criticality })),
      others: active.length - told.length,
    },
    alerts: (row.alerts ?? [])
      .filter(({ kind }) => readsCharts || kind !== 'clinical')
      .map((each) => ({
        id: each.id,
        kind: each.kind,
        priority: each.priority,
        text: alertSecrets.open(sealer, each).text ?? '',
      })),
    ...(row.has_namesake && { hasNamesake: true as const }),
    ...(row.kept_out && {
      keptOut: row.kept_out.map((each) => ({
        guardianId: each.guardian_id,
        name: each.name,
        reason: relationSecrets.open(sealer, each).reason ?? '',
      })),
    }),
  }
}
