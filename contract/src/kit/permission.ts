/**
 * The permission catalogue. An operation names one of these, or `public` (no sign-in),
 * `account` (any signed-in account) or `member` (any member of the organization).
 */
export const permissions = [
  'organization.manage',
  'clinics.manage',
  'members.read',
  'members.manage',
  'roles.manage',
  'access.review',
  'keys.manage',
  'audit.read',
  'patients.read',
  'patients.write',
  'patients.all-clinics',
  'patients.emergency',
  'schedule.manage',
  'appointments.read',
  'appointments.write',
  'appointments.outside-hours',
  'appointments.overbook',
  'messages.read',
] as const

export type Permission = (typeof permissions)[number]

/** What a program may be given: whatever is not for people alone. Nobody breaks glass by machine. */
export const programPermissions: Permission[] = permissions.filter((permission) => permission !== 'patients.emergency')

/** What an operation may ask for. */
export type Access = 'public' | 'account' | 'member' | Permission

/** The roles that every organization has. They cannot be changed; a copy of one can. */
export const builtInRoles = {
  owner: permissions,
  'clinic-administrator': [
    'clinics.manage',
    'members.read',
    'members.manage',
    'access.review',
    'audit.read',
    'patients.read',
    'patients.write',
    'patients.all-clinics',
    'patients.emergency',
    'schedule.manage',
    'appointments.read',
    'appointments.write',
    'appointments.outside-hours',
    'appointments.overbook',
    'messages.read',
  ],
  practitioner: [
    'members.read',
    'patients.read',
    'patients.write',
    'patients.emergency',
    'appointments.read',
    'appointments.write',
    'appointments.outside-hours',
    'messages.read',
  ],
  nurse: [
    'members.read',
    'patients.read',
    'patients.write',
    'patients.emergency',
    'appointments.read',
    'appointments.write',
    'messages.read',
  ],
  receptionist: [
    'members.read',
    'patients.read',
    'patients.write',
    'patients.all-clinics',
    'appointments.read',
    'appointments.write',
    'appointments.outside-hours',
    'messages.read',
  ],
  staff: ['members.read', 'appointments.read'],
} as const satisfies Record<string, readonly Permission[]>

export type BuiltInRole = keyof typeof builtInRoles

export const builtInRoleKeys = Object.keys(builtInRoles) as BuiltInRole[]

/** Roles that treat: a rule for second factors usually begins with them. Of an organization's own roles it is ticked. */
export const clinicalRoles = ['practitioner', 'nurse'] as const satisfies BuiltInRole[]

/** What a link between an account and a patient's record may open. */
export const linkPermissions = ['appointments', 'records', 'billing', 'messages'] as const

export type LinkPermission = (typeof linkPermissions)[number]
