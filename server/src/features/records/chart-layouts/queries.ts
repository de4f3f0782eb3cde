import { int, texts } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'

const layoutRow = shape({ sections: texts, hidden: texts, version: int })

/** How an account arranged charts; undefined where it never did. */
export const findLayout = (tx: TenantTx, accountId: string) =>
  tx.maybe(
    layoutRow`select ${layoutRow.of('l')} from tenant.chart_layouts l
      where l.organization_id = ${tx.organization.id} and l.account_id = ${accountId}`,
  )
