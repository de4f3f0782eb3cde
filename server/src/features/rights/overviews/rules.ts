import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { RightsOverview } from '@polyclinic/contract/rights/overviews.ts'

interface Standing {
  can(permission: Permission): boolean
  /** Not scoped to clinics: what all share, only such a role may decide. */
  seesAll: boolean
  isRestricted: boolean
  isOnHold: boolean
}

const able = (reason: string | undefined) => (reason ? { allowed: false, reason } : { allowed: true })

export function rightsAbilities({ can, seesAll, isRestricted, isOnHold }: Standing): RightsOverview['abilities'] {
  const lacking = (...permissions: Permission[]) =>
    !permissions.every((permission) => can(permission)) ? 'not-allowed' : seesAll ? undefined : 'shared-by-clinics'
  return {
    ask: able(can('patients.write') ? undefined : 'not-allowed'),
    restrict: able(lacking('patients.restricted') ?? (isRestricted ? 'restricted' : undefined)),
    hold: able(lacking('patients.erase') ?? (isOnHold ? 'on-hold' : undefined)),
    erase: able(lacking('patients.erase', 'patients.restricted') ?? (isOnHold ? 'on-hold' : undefined)),
  }
}

/** That it is so concerns whoever sees the patient; why, those alone who decide on it. */
export const withoutReasons = <Row extends object>(
  row: Row,
): Row & { reason_sealed: null; lift_reason_sealed: null } => ({
  ...row,
  reason_sealed: null,
  lift_reason_sealed: null,
})
