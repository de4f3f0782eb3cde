import { ask } from '../../../kit/db/ask.ts'
import { sql } from 'kysely'
import type pg from 'pg'
import type { apiKeyState } from '@polyclinic/contract/programs/api-keys.ts'
import type { z } from 'zod'
import { secretHash } from '../../../kit/crypto/secret-hash.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import type { Authenticated } from '../../../kit/http/platform.ts'
import { json, nullable, text, textOf, texts, timestamptz, uuid, uuids } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

const apiKeyRow = shape({
  id: uuid,
  name: text,
  starts_with: text,
  permissions: texts,
  created_by: uuid,
  maker_name: nullable(text),
  /** Null: all clinics, or no member any more. */
  maker_clinic_ids: nullable(uuids),
  state: textOf<z.infer<typeof apiKeyState>>(),
  created_at: timestamptz,
  expires_at: timestamptz,
  last_used_at: nullable(timestamptz),
})

export type ApiKeyRow = RowOf<typeof apiKeyRow>

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

export const listApiKeys = (control: ControlTx, organizationId: string) =>
  control.all(apiKeyRow`${keys(organizationId)} order by k.id desc limit 500`)

export const findApiKey = (control: ControlTx, organizationId: string, id: string) =>
  control.maybe(apiKeyRow`${keys(organizationId)} and k.id = ${id}`)

export const keysMadeBy = (control: ControlTx, organizationId: string, accountId: string) =>
  control.one(shape({ apiKeys: json<Record<string, unknown>[]>() })`
    select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name, 'permissions', k.permissions,
      'createdAt', k.created_at, 'expiresAt', k.expires_at, 'revokedAt', k.revoked_at) order by k.created_at), '[]') as "apiKeys"
    from control.api_keys k where k.organization_id = ${organizationId} and k.created_by = ${accountId}`)

const keyRow = shape({ organization_id: uuid, id: uuid, account_id: uuid, permissions: texts })

/** Whom an API key stands for; undefined where it is unknown, expired or revoked. */
export async function callerByKey(accounts: pg.Pool, key: string): Promise<Authenticated | undefined> {
  const [row] = await ask(accounts, keyRow`select * from control.find_api_key(${secretHash(key)})`)
  return (
    row && {
      accountId: row.account_id,
      by: 'key',
      bounds: { id: row.id, organizationId: row.organization_id, permissions: row.permissions },
    }
  )
}
