import { sql, type RawBuilder } from 'kysely'
import { withinIds, type Span } from '../db/ids.ts'

export interface PageOfEvents extends Span {
  /** Any of these. */
  actions?: readonly string[]
  limit: number
}

interface Listed {
  schema: 'tenant' | 'control'
  organizationId: string
  /** Of an event `e`. */
  columns: RawBuilder<unknown>
  conditions: RawBuilder<unknown>
}

/**
 * Events of an organization, newest first: ids are made in the order of time (RFC 9562 §5.7). What stands in the chain is read by the
 * index of what is asked for; the few that still wait for it are read whole (audit_events_waiting), or the planner walks all
 * others for them. Beside `waitingEvents`.
 */
export function eventPage(
  { schema, organizationId, columns, conditions }: Listed,
  { limit, actions, ...span }: PageOfEvents,
): RawBuilder<unknown> {
  const part = (events: RawBuilder<unknown>, state: RawBuilder<unknown>) => sql`
    (select ${columns} from ${events} e
      where e.organization_id = ${organizationId} ${conditions} ${state} ${withinIds('e', span)}
      order by e.id desc limit ${limit})`
  const all = sql.table(`${schema}.audit_events`)
  const chained = actions
    ? actions.map((action) => part(all, sql`and e.batch is not null and e.action = ${action}`))
    : [part(all, sql`and e.batch is not null`)]
  const loose = part(sql`waiting`, actions ? sql`and e.action = any (${[...actions]}::text[])` : sql``)
  return sql`select * from (${sql.join([...chained, loose], sql` union all `)}) e order by e.id desc limit ${limit}`
}

/** What `eventPage` reads beside the chain, to stand behind `with`. */
export const waitingEvents = ({ schema, organizationId }: Pick<Listed, 'schema' | 'organizationId'>) => sql`
  waiting as materialized (
    select e.* from ${sql.table(`${schema}.audit_events`)} e
    where e.organization_id = ${organizationId} and e.batch is null)`
