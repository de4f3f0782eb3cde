import { sql } from 'kysely'
import type { ChartLayout } from '@polyclinic/contract/records/charts/layouts.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'

/** What came last stands: it is one person's own, on whichever screen. */
export const keepLayout = (tx: TenantTx, accountId: string, { sections, hidden }: ChartLayout): Promise<number> =>
  tx.run(sql`
    insert into tenant.chart_layouts (organization_id, account_id, sections, hidden)
    values (${tx.organization.id}, ${accountId}, ${sections}::text[], ${hidden}::text[])
    on conflict (organization_id, account_id) do update set sections = excluded.sections, hidden = excluded.hidden`)
