import type { MasterKey } from '../crypto/master-key.ts'

/** The roles that work in the databases. All but the first three cannot sign in. */
export const roleKinds = ['app', 'auth', 'worker', 'portal', 'relay', 'search', 'doorman', 'ledger'] as const

export type RoleKind = (typeof roleKinds)[number]

/** Functions that work with their owner's rights belong to roles that nobody can sign in as. */
export const ownsFunctions = (kind: RoleKind) => !signsIn(kind) && kind !== 'portal'

export const signsIn = (kind: RoleKind) => kind === 'app' || kind === 'auth' || kind === 'worker'

/** `polyclinic_app`: names carry the control database's name, so that two installations can share a server. */
export const roleName = (prefix: string, kind: RoleKind) => `${prefix}_${kind}`

/** Derived, so that nothing needs to be stored and every process agrees. */
export const rolePassword = (master: MasterKey, kind: RoleKind) => master.derive(`role-${kind}`).toString('base64url')

export function withRoleNames(sql: string, prefix: string): string {
  return sql.replaceAll(
    /\{(app|auth|worker|portal|relay|search|doorman|ledger)\}/g,
    (_, kind: RoleKind) => `"${roleName(prefix, kind)}"`,
  )
}
