import type { Permission } from './permission.ts'

/** What a link between an account and a patient can open; the patients name theirs to the compiler. */
export interface LinkPermissions {}

/**
 * The platform's own door: operators, signed in by themselves and with a second factor shown in this session. `write` is
 * for those who are no mere readers.
 */
export type OperatorAccess = 'platform:read' | 'platform:write'

/** Where no organization is named: anybody, whoever is signed in, or who runs the platform. */
export type PlatformAccess = 'public' | 'account' | OperatorAccess

/**
 * Below an organization, without being a member of it. `visitor`: anybody, who sees what is published and what a mailed
 * link proves; `visitor:account`: likewise, signed in; `linked`: the account is a patient here or answers for one, with
 * `:<what>` where its link has to open that. Each works as a database role that sees these rows and no others.
 */
export type OutsideAccess = 'visitor' | 'visitor:account' | 'linked' | `linked:${keyof LinkPermissions}`

export type MemberAccess = 'member' | Permission

export type Requirement = PlatformAccess | OutsideAccess | MemberAccess

/** An address below an organization never opens by signing in alone. */
export type RequirementAt<Path extends string> = Path extends `${string}{organization}${string}`
  ? OutsideAccess | MemberAccess
  : PlatformAccess

export const isForOperators = (requirement: Requirement): requirement is OperatorAccess =>
  requirement === 'platform:read' || requirement === 'platform:write'

const outside = /^(visitor|linked)(:|$)/

export const isFromOutside = (requirement: Requirement): requirement is OutsideAccess => outside.test(requirement)

export const isForAnybody = (requirement: Requirement): boolean => requirement === 'public' || requirement === 'visitor'

/** What a caller has to hold, as the document says it: visitors hold nothing. */
export function documentedPermission(requirement: Requirement): string {
  if (requirement === 'visitor') return 'public'
  return requirement === 'visitor:account' ? 'account' : requirement
}
