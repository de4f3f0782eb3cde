import type { Ability } from '@polyclinic/contract/kit/ability.ts'
import type { Permission } from '@polyclinic/contract/kit/permission.ts'

export type Can = (permission: Permission) => boolean

export function updateAbility({ is_shared }: { is_shared: boolean }, can: Can): Ability {
  if (!can('schedule.manage')) return { allowed: false, reason: 'not-allowed' }
  return is_shared ? { allowed: false, reason: 'shared-by-clinics' } : { allowed: true }
}
