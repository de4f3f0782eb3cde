import type { ControlTables } from './database-tables/control.ts'
import type { TenantTables } from './database-tables/tenant.ts'
import { queryBuilder } from './kit/db/query.ts'

export const db = queryBuilder<ControlTables & TenantTables>()
