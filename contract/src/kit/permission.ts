/**
 * The permission catalogue. An operation names one of these, or another kind of access (access.ts).
 * Each feature declares its own in its feature.ts and names them to the compiler:
 * `declare module '../kit/permission.ts' { interface Permissions extends Record<keyof typeof own, true> {} }`.
 */
export interface Permissions {}

export type Permission = keyof Permissions

/** The roles that every organization has. They cannot be changed; a copy of one can. */
export const builtInRoleKeys = [
  'owner',
  'clinic-administrator',
  'practitioner',
  'nurse',
  'receptionist',
  'dispenser',
  'accountant',
  'staff',
] as const

export type BuiltInRole = (typeof builtInRoleKeys)[number]

/** Roles that treat: a rule for second factors usually begins with them. Of an organization's own roles it is ticked. */
export const clinicalRoles = ['practitioner', 'nurse'] as const satisfies BuiltInRole[]

interface Declaration {
  /** The built-in roles that have it, beside the owner, who has every one. */
  roles: readonly Exclude<BuiltInRole, 'owner'>[]
  /** No program may be given it. */
  isForPeopleAlone?: true
  /** Whose role has it sees restricted records, which are hidden from everybody else. */
  opensRestricted?: true
  /** Its own operations, and no others, find restricted records. */
  findsRestricted?: true
  /** What support has of it, where an organization lets it in; absent: never. */
  support?: SupportShare
}

/** `settings`: how an organization is set up, and no patient; `records`: that, and its patients. */
export const supportScopes = ['settings', 'records'] as const

export type SupportScope = (typeof supportScopes)[number]

interface SupportShare {
  scope: SupportScope
  /**
   * Had only where support may change something. Without it, it opens pages to look at: whoever may only look is refused by the
   * gate whatever would write.
   */
  writes?: true
}

const catalogue = new Map<string, Declaration>()

export function declarePermissions<const Own extends Readonly<Record<string, Declaration>>>(own: Own): Own {
  for (const [permission, declaration] of Object.entries(own)) catalogue.set(permission, declaration)
  return own
}

/** The whole catalogue as it was declared, for a bundle that leaves the features behind. */
export const declaredPermissions = (): Record<string, Declaration> => Object.fromEntries(catalogue)

const declared = (which: (declaration: Declaration) => boolean) =>
  [...catalogue].filter(([, declaration]) => which(declaration)).map(([permission]) => permission as Permission)

export const permissions = (): Permission[] => declared(() => true)

export const programPermissions = (): Permission[] => declared(({ isForPeopleAlone }) => !isForPeopleAlone)

/** A fixed list: whatever says nothing of support is never had by it. */
export const supportPermissions = (scope: SupportScope, mayWrite: boolean): Permission[] =>
  declared(({ support }) =>
    Boolean(support && (support.scope === 'settings' || scope === 'records') && (mayWrite || !support.writes)),
  )

export const isBuiltInRole = (key: string): key is BuiltInRole => builtInRoleKeys.some((one) => one === key)

export const permissionsOf = (role: BuiltInRole): Permission[] =>
  declared(({ roles }) => role === 'owner' || roles.includes(role))

/** Whether an operation that asks for this finds restricted records, whoever calls it. */
export const findsRestricted = (permission: string): boolean => Boolean(catalogue.get(permission)?.findsRestricted)

/** Whether who has these sees restricted records. */
export const opensRestricted = (held: ReadonlySet<string>): boolean =>
  declared(({ opensRestricted: opens }) => Boolean(opens)).some((permission) => held.has(permission))
