import type { PlatformOrganization } from '@polyclinic/contract/platform/organizations.ts'

const columns = [
  'name',
  'address',
  'kind',
  'country',
  'plan',
  'status',
  'closes',
  'closed',
  'keys deleted',
  'created',
  'last active',
  'members',
  'patients',
  'appointments',
  'measured',
  'database',
  'region',
  'schema',
  'failed jobs',
  'failed mails',
] as const

type Line = Record<(typeof columns)[number], string>

/** With a line of names first. */
export function organizationsAsTable(organizations: readonly PlatformOrganization[]): string[][] {
  const lines = organizations.map(({ size: { members, measured }, ...one }): Line => ({
    name: one.name,
    address: one.slug,
    kind: one.kind,
    country: one.country,
    plan: one.plan,
    status: one.standing.status,
    closes: one.closing?.closesAt ?? '',
    closed: one.closing?.closedAt ?? '',
    'keys deleted': one.closing?.shreddedAt ?? '',
    created: one.createdAt,
    'last active': one.lastActiveAt ?? '',
    members: String(members),
    patients: String(measured?.patients ?? ''),
    appointments: String(measured?.appointments ?? ''),
    measured: measured?.at ?? '',
    database: one.database.name,
    region: one.database.region,
    schema: measured?.schemaVersion ?? '',
    'failed jobs': String(one.failedJobs),
    'failed mails': String(measured?.failedMails ?? ''),
  }))
  return [[...columns], ...lines.map((line) => columns.map((column) => line[column]))]
}
