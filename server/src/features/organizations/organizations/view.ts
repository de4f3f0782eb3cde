import type { Organization } from '@polyclinic/contract/organizations/organizations.ts'
import type { OrganizationRow } from './queries.ts'

export function organizationView(
  row: OrganizationRow,
  legalEntities: { id: string; name: string }[],
  region = '',
): Organization {
  const { id, slug, name, kind, country, currency, plan, version } = row
  return {
    id,
    slug,
    name,
    kind,
    country,
    currency,
    timeZone: row.time_zone,
    plan,
    ...(region && { region }),
    legalEntities,
    version,
  }
}
