import type { Tables } from './database-tables.ts'
import { queryBuilder } from './kit/db/query.ts'

export const db = queryBuilder<Tables>()
