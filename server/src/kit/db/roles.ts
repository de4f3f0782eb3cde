import type { MasterKey } from '../crypto/master-key.ts'

/** The roles that work in the databases. All but the first three cannot sign in. */
export const roleKinds = [
  'app',
  'auth',
  'worker',
  'portal',
  'visitor',
  'batch',
  'operator',
  'relay',
  'search',
  'doorman',
  'ledger',
  'retention',
  'counter',
] as const

export type RoleKind = (typeof roleKinds)[number]

/** What the application becomes for those who come from outside: patients and guardians, and whoever has no account. */
export type OutsideRole = 'portal' | 'visitor'

const comesFromOutside = (kind: RoleKind): kind is OutsideRole => kind === 'portal' || kind === 'visitor'

/** What the application can become: somebody from outside, its own long work, which reads, or who runs the platform. */
export type TakenRole = OutsideRole | 'batch' | 'operator'

export const isTaken = (kind: RoleKind): kind is TakenRole =>
  comesFromOutside(kind) || kind === 'batch' || kind === 'operator'

/** Functions that work with their owner's rights belong to roles that nobody can sign in as. */
export const ownsFunctions = (kind: RoleKind) => !signsIn(kind) && !isTaken(kind)

export const signsIn = (kind: RoleKind) => kind === 'app' || kind === 'auth' || kind === 'worker'

/** `polyclinic_app`: names carry the control database's name, so that two installations can share a server. */
export const roleName = (prefix: string, kind: RoleKind) => `${prefix}_${kind}`

/** Derived, so that nothing needs to be stored and every process agrees. */
export const rolePassword = (master: MasterKey, kind: RoleKind) => master.derive(`role-${kind}`).toString('base64url')

const placeholders = new RegExp(`\\{(${roleKinds.join('|')})\\}`, 'g')

export function withRoleNames(sql: string, prefix: string): string {
  return sql.replaceAll(placeholders, (_, kind: RoleKind) => `"${roleName(prefix, kind)}"`)
}
