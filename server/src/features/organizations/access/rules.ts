import type { AccessReview } from '@polyclinic/contract/organizations/access.ts'

const columns = [
  'kind',
  'name',
  'e-mail',
  'role',
  'permissions',
  'clinics',
  'since',
  'last used',
  'has second factor',
  'needs second factor',
  'state',
] as const

type Line = Partial<Record<(typeof columns)[number], string>>

const yes = (value: boolean) => (value ? 'yes' : 'no')

export function reviewAsTable({ members, keys, apps, support }: AccessReview): string[][] {
  const lines: Line[] = [
    ...members.map((member) => ({
      kind: 'member',
      name: member.name,
      'e-mail': member.email,
      role: member.role.name,
      permissions: member.permissions.join(' '),
      clinics: member.clinics?.map(({ name }) => name).join('; ') ?? 'all',
      since: member.joinedAt,
      'last used': member.lastUsedAt,
      'has second factor': yes(member.hasSecondFactor),
      'needs second factor': yes(member.needsSecondFactor),
    })),
    ...keys.map((key) => ({
      kind: 'key',
      name: `${key.name} (${key.madeBy.name})`,
      permissions: key.permissions.join(' '),
      since: key.createdAt,
      'last used': key.lastUsedAt,
      state: key.state,
    })),
    ...apps.map((app) => ({
      kind: 'app',
      name: app.name,
      permissions: app.scopes.join(' '),
      since: app.createdAt,
      'last used': app.lastUsedAt,
    })),
    ...support.map((access) => ({
      kind: 'support',
      name: access.name,
      permissions: access.scope,
      clinics: 'all',
      since: access.from,
      state: access.state,
    })),
  ]
  return [[...columns], ...lines.map((line) => columns.map((column) => line[column] ?? ''))]
}
