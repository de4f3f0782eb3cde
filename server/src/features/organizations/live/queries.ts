import type { ControlTx, TenantTx } from '../../../kit/db/tenant-tx.ts'
import { extensionPoint } from '../../../kit/extension.ts'
import { bigint, bool, json, nullable } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

/** What a feature shows of an organization that changes without an event of it, as text: another text is news. */
type MarkStanding = (control: ControlTx, organizationId: string) => Promise<string>

export const liveStanding = extensionPoint<MarkStanding>('organizations.live-standing')

const newsRow = shape({
  /** Everything below it is complete; the next reading begins here. */
  upto: bigint,
  /** There are events above the bound already, held back by an older transaction. */
  is_held_back: bool,
  /** Something since then is not kept any more. */
  is_forgotten: bool,
  events: nullable(json<{ name: string; payload: Record<string, string | string[]> }[]>()),
})

export type NewsRow = RowOf<typeof newsRow>

/** Events from a position on, up to the oldest transaction that may still write one. */
export const readNews = (tx: TenantTx, since: number | undefined) =>
  tx.one(newsRow`
    with bound as (select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as upto)
    select b.upto,
      exists (select from tenant.events e where e.organization_id = ${tx.organization.id} and e.xact >= b.upto) as is_held_back,
      exists (select from tenant.forgotten_events f
        where f.organization_id = ${tx.organization.id} and f.below > ${since ?? null}::bigint) as is_forgotten, (
      select jsonb_agg(jsonb_build_object('name', e.name, 'payload', e.payload) order by e.xact, e.id)
      from tenant.events e where e.organization_id = ${tx.organization.id} and e.xact >= ${since ?? null}::bigint and e.xact < b.upto
    ) as events
    from bound b`)
