import { sql } from 'kysely'
import type { apiKeyState } from '@polyclinic/contract/organizations/api-keys.ts'
import type { z } from 'zod'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'

export interface ApiKeyRow {
  id: string
  name: string
  starts_with: string
  permissions: string[]
  created_by: string
  maker_name: string | null
  /** Null: all clinics, or no member any more. */
  maker_clinic_ids: string[] | null
  state: z.infer<typeof apiKeyState>
  created_at: string
  expires_at: string
  last_used_at: string | null
}

const keys = (organizationId: string) => sql`
  select k.id, k.name, k.starts_with, k.permissions, k.created_by, a.name as maker_name, m.clinic_ids as maker_clinic_ids,
    k.created_at, k.expires_at, u.last_at as last_used_at,
    case when k.revoked_at is not null then 'revoked' when k.expires_at <= clock_timestamp() then 'expired'
      when m.account_id is null then 'asleep' else 'active' end as state
  from control.api_keys k
  left join control.accounts a on a.id = k.created_by
  left join control.memberships m on m.organization_id = k.organization_id and m.account_id = k.created_by
  left join control.uses u on u.organization_id = k.organization_id and u.user_id = k.id
  where k.organization_id = ${organizationId}`

/** Newest first; ids rise with time. */
export const listApiKeys = (control: ControlTx, organizationId: string) =>
  control.all(sql<ApiKeyRow>`${keys(organizationId)} order by k.id desc limit 500`)

export const findApiKey = (control: ControlTx, organizationId: string, id: string) =>
  control.maybe(sql<ApiKeyRow>`${keys(organizationId)} and k.id = ${id}`)
