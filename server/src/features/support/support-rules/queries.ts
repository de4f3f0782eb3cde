import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { bool, int } from '../../../kit/db/columns.ts'
import { shape, type RowOf } from '../../../kit/db/row.ts'

const rulesRow = shape({ allows_break_glass: bool, version: int })

export type RulesRow = RowOf<typeof rulesRow>

export const findRules = (control: ControlTx, organizationId: string) =>
  control.maybe(rulesRow`
    select ${rulesRow.of('r')} from control.support_rules r where r.organization_id = ${organizationId}`)
