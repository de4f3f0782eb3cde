import type { Status } from '@polyclinic/contract/kit/standing/status.ts'
import type { PlatformOrganization } from '@polyclinic/contract/platform/organizations.ts'
import { q } from '../../../kit/api/api.ts'
import { byCursor } from '../../../kit/api/pages.ts'

export type Organization = PlatformOrganization

/** The search part of the address: which organizations are listed, and which one is open. */
export interface OrganizationsAddress {
  search: string
  status: string
  organization: string
  new: string
}

/** Which an organization can be found by. */
export const statuses: readonly (Status | 'closing')[] = [
  'active',
  'trial',
  'past-due',
  'read-only',
  'suspended',
  'moving',
  'closing',
  'closed',
]

export const listOf = ({ search, status }: Partial<OrganizationsAddress>) => ({
  search: search?.trim() || undefined,
  status: statuses.find((one) => one === status),
})

export const organizationPages = (listed: ReturnType<typeof listOf>) =>
  q.platform.platformOrganizations.list.infiniteOptions({
    input: (cursor: string | undefined) => ({ query: { ...listed, cursor, limit: 50 } }),
    ...byCursor,
  })

export const serversQuery = () => q.platform.platformOrganizations.servers.queryOptions({ input: {} })

export const organizationQuery = (id: string) =>
  q.platform.platformOrganizations.get.queryOptions({ input: { params: { id } } })
