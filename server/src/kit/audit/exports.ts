import { sql } from 'kysely'
import type { TenantTx } from '../db/tenant-tx.ts'

/** Taking something out of the organization is an act of its own, recorded with what was asked for. */
export const recordExport = (tx: TenantTx, subject: string, asked: object) =>
  tx.run(sql`
    insert into tenant.audit_events (organization_id, action, subject, subject_id, after)
    values (${tx.organization.id}, 'export', ${subject}, ${tx.organization.id}, ${JSON.stringify(asked)})`)
