import { sql } from 'kysely'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { nullable, text, textOf, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { shape, type RowOf } from '../../../kit/db/row.ts'
import type { PlatformAct } from './actions.ts'

const logRow = shape({
  id: uuid,
  at: timestamptz,
  act: textOf<PlatformAct>(),
  account_id: nullable(uuid),
  account_name: nullable(text),
  organization_id: nullable(uuid),
  slug: nullable(text),
  organization_name: nullable(text),
  operator_id: nullable(uuid),
  operator_name: nullable(text),
  about: nullable(text),
  reason: nullable(text),
})

export type LogRow = RowOf<typeof logRow>

export interface LogTerms {
  organizationId?: string
  before?: string
  limit: number
}

/** Newest first, by the primary key; of one organization by platform_log_by_organization. */
export const listActs = (control: ControlTx, { organizationId, before, limit }: LogTerms) =>
  control.all(logRow`
    select ${logRow.of('l', {
      account_name: sql`a.name`,
      slug: sql`o.slug`,
      organization_name: sql`o.name`,
      operator_name: sql`other.name`,
    })}
    from control.platform_log l
    left join control.accounts a on a.id = l.account_id
    left join control.accounts other on other.id = l.operator_id
    left join control.organizations o on o.id = l.organization_id
    where (${organizationId ?? null}::uuid is null or l.organization_id = ${organizationId ?? null})
      and (${before ?? null}::uuid is null or l.id < ${before ?? null})
    order by l.id desc limit ${limit}`)
