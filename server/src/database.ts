import type { Tables } from './database-tables.ts'
import { queryBuilder } from './kit/db/query.ts'

/** Builds typed queries over both schemas (`tenant.patients`, `control.roles`); a transaction runs them. */
export const db = queryBuilder<Tables>()
