import {
  builtInRoleKeys,
  isBuiltInRole,
  permissions,
  permissionsOf,
  type BuiltInRole,
  type Permission,
} from '@polyclinic/contract/kit/permission.ts'

export interface KnownRole {
  key: string
  /** Null: made before that was kept. */
  based_on: string | null
  permissions: readonly string[]
  known_permissions: readonly string[]
}

export interface Origin {
  key: BuiltInRole
  isRecorded: boolean
}

/** The permissions that exist, its origin holds, and the role was never asked about. `roles`: all of the organization's own. */
export function offeredTo(
  role: KnownRole,
  roles: readonly KnownRole[],
): { origin: Origin; offered: Permission[] } | undefined {
  const origin = originOf(role, roles)
  if (!origin) return undefined
  const held = new Set<string>(permissionsOf(origin.key))
  const answered = new Set([...role.permissions, ...role.known_permissions])
  const offered = permissions().filter((permission) => held.has(permission) && !answered.has(permission))
  return offered.length > 0 ? { origin, offered } : undefined
}

/** The built-in role at which its chain of copies begins, else the one it is likest. */
export function originOf(role: KnownRole, roles: readonly KnownRole[]): Origin | undefined {
  const visited = new Set<string>()
  for (let at: KnownRole | undefined = role; at && !visited.has(at.key);) {
    visited.add(at.key)
    const from: string | null = at.based_on
    if (from && isBuiltInRole(from)) return { key: from, isRecorded: true }
    at = roles.find(({ key }) => key === from)
  }
  const likest = likestBuiltIn(role)
  return likest && { key: likest, isRecorded: false }
}

/**
 * Of what the role was asked about, the built-in role that shares the largest part with it (Jaccard); none where they share
 * nothing. A wrong guess costs the owner a look, since an offer gives nothing; none at all would cost a front desk its till.
 */
function likestBuiltIn(role: KnownRole): BuiltInRole | undefined {
  const own = new Set(role.permissions)
  const known = new Set(role.known_permissions)
  const likeness = (key: BuiltInRole) => {
    const theirs = new Set<string>(permissionsOf(key).filter((permission) => known.has(permission)))
    return own.intersection(theirs).size / own.union(theirs).size
  }
  const [likest] = builtInRoleKeys
    .filter((key) => key !== 'owner')
    .map((key) => ({ key, likeness: likeness(key) }))
    .toSorted((a, b) => b.likeness - a.likeness)
  return likest && likest.likeness > 0 ? likest.key : undefined
}
