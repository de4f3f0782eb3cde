import { sql } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'

export interface NewsRow {
  /** Everything below it is complete; the next reading begins here. */
  upto: number
  /** There are events above the bound already, held back by an older transaction. */
  is_held_back: boolean
  events: { name: string; payload: Record<string, string | string[]> }[] | null
}

/** Events from a position on, up to the oldest transaction that may still write one. */
export const readNews = (tx: TenantTx, since: number | undefined) =>
  tx.one(sql<NewsRow>`
    with bound as (select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as upto)
    select b.upto,
      exists (select from tenant.events e where e.organization_id = ${tx.organization.id} and e.xact >= b.upto) as is_held_back, (
      select jsonb_agg(jsonb_build_object('name', e.name, 'payload', e.payload) order by e.xact, e.id)
      from tenant.events e where e.organization_id = ${tx.organization.id} and e.xact >= ${since ?? null}::bigint and e.xact < b.upto
    ) as events
    from bound b`)
