import { filterOf, logPages, type LogAddress } from '../../../features/audit/public.ts'
import { emergencyPages } from '../../../features/patients/public.ts'
import { meQuery } from '../../../kit/session/session.tsx'
import type { Query, Work } from '../../../kit/screen/screen.ts'

type Shown = Partial<LogAddress> & { of?: string }

/** The pages of the log whose tab and filter the address names; days begin where the organization's clocks say so. */
export const logShown = (organization: string, zone: string, search: Shown): Query =>
  search.of === 'emergencies' ? emergencyPages(organization) : logPages(organization, filterOf(search, zone))

export async function logNeeds({ client, organization, search }: Work): Promise<readonly Query[]> {
  const { memberships } = await client.ensureQueryData(meQuery())
  const zone = memberships.find((one) => one.organization.slug === organization)?.organization.timeZone
  return zone ? [logShown(organization, zone, search as Shown)] : []
}
