import type { PlatformOrganization, PlatformOrganizationDetails } from '@polyclinic/contract/platform/organizations.ts'
import type { OrganizationRow } from './queries.ts'

export function organizationView(row: OrganizationRow): PlatformOrganization {
  const { id, slug, name, kind, country, plan, members, patients, appointments } = row
  const isMeasured = row.measured_at !== null && row.schema_version !== null && patients !== null
  return {
    id,
    slug,
    name,
    kind,
    country,
    plan,
    standing: {
      status: row.status,
      since: row.status_since,
      ...(row.status_reason && { reason: row.status_reason }),
      ...(row.closes_at && !row.closed_at && { closesAt: row.closes_at }),
    },
    isBegun: row.is_begun,
    createdAt: row.created_at,
    size: {
      members,
      ...(isMeasured && {
        measured: {
          at: row.measured_at ?? '',
          patients,
          appointments: appointments ?? 0,
          failedMails: row.failed_mails ?? 0,
          schemaVersion: row.schema_version ?? '',
        },
      }),
    },
    ...(row.last_active_at && { lastActiveAt: row.last_active_at }),
    ...closingView(row),
    failedJobs: row.failed_jobs,
    database: {
      kind: row.is_dedicated ? 'dedicated' : 'pooled',
      name: row.placement_name,
      region: row.region,
      answers: row.answers,
    },
    ...setupView(row),
  }
}

const setupView = (row: OrganizationRow): Pick<PlatformOrganization, 'setup'> =>
  row.setup_server && row.setup_asked_at
    ? {
        setup: {
          server: row.setup_server,
          region: row.setup_region ?? '',
          askedAt: row.setup_asked_at,
          tries: row.setup_tries ?? 0,
          ...(row.setup_failed_at &&
            row.setup_failure && { failed: { at: row.setup_failed_at, why: row.setup_failure } }),
        },
      }
    : {}

const closingView = (row: OrganizationRow): Pick<PlatformOrganization, 'closing'> =>
  row.closes_at && row.shred_after
    ? {
        closing: {
          closesAt: row.closes_at,
          shredAfter: row.shred_after,
          ...(row.closed_at && { closedAt: row.closed_at }),
          ...(row.shredding_since && { shreddingSince: row.shredding_since }),
          ...(row.shredded_at && { shreddedAt: row.shredded_at }),
        },
      }
    : {}

export const detailsView = (row: OrganizationRow): PlatformOrganizationDetails => ({
  ...organizationView(row),
  currency: row.currency,
  timeZone: row.time_zone,
  isOwnerInvited: row.is_owner_invited,
  version: row.version,
})
