import type { MemberAccess } from '@polyclinic/contract/kit/access.ts'
import {
  findsRestricted,
  isBuiltInRole,
  opensRestricted,
  permissionsOf,
  supportPermissions,
} from '@polyclinic/contract/kit/permission.ts'
import type { Tenant } from '../db/tenant.ts'
import type { Caller } from '../db/tenant-tx.ts'

export interface Rights {
  roleKey: string
  permissions: ReadonlySet<string>
  /** Absent: all clinics. */
  clinicIds?: readonly string[]
}

/** A built-in role's ticks come from the contract, a copied role's from its row; a role that is neither grants nothing. */
export function rightsOf({ membership }: Tenant): Rights | undefined {
  if (!membership) return undefined
  const { support } = membership
  if (support)
    return {
      roleKey: membership.roleKey,
      permissions: new Set<string>(supportPermissions(support.scope, support.mayWrite)),
    }
  const builtIn = isBuiltInRole(membership.roleKey) ? permissionsOf(membership.roleKey) : undefined
  return {
    roleKey: membership.roleKey,
    permissions: new Set<string>(builtIn ?? membership.customPermissions ?? []),
    ...(membership.clinicIds && { clinicIds: membership.clinicIds }),
  }
}

export function allows(rights: Rights, requirement: MemberAccess): boolean {
  return requirement === 'member' || rights.permissions.has(requirement)
}

/** What a member's every transaction is told: whether restricted records are hidden from them, in what they ask for. */
export const sightOf = (
  { permissions }: Pick<Rights, 'permissions'>,
  requirement = '',
): Pick<Caller, 'hidesRestricted'> =>
  opensRestricted(permissions) || findsRestricted(requirement) ? {} : { hidesRestricted: true }
