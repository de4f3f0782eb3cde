import { sql } from 'kysely'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { bool, int, nullable, text, texts, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

const appRow = shape({
  id: uuid,
  name: text,
  redirect_uris: texts,
  scopes: texts,
  is_confidential: bool,
  version: int,
  created_at: timestamptz,
  last_used_at: nullable(timestamptz),
})

export type AppRow = RowOf<typeof appRow>

const apps = (organizationId: string) => sql`
  select c.id, c.name, c.redirect_uris, c.scopes, c.secret_hash is not null as is_confidential, c.version, c.created_at,
    u.last_at as last_used_at
  from control.oauth_clients c
  left join control.uses u on u.organization_id = c.organization_id and u.user_id = c.id
  where c.organization_id = ${organizationId} and c.removed_at is null`

export const listApps = (control: ControlTx, organizationId: string) =>
  control.all(appRow`${apps(organizationId)} order by c.id desc limit 500`)

export const findApp = (control: ControlTx, organizationId: string, id: string) =>
  control.maybe(appRow`${apps(organizationId)} and c.id = ${id}`)
