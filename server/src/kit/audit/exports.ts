import { sql } from 'kysely'
import type { TenantTx } from '../db/tenant-tx.ts'

/** Taking something out of the organization is an act of its own, recorded with what was asked for; of one patient, as theirs. */
export const recordExport = (tx: TenantTx, subject: string, asked: object, patientId?: string) =>
  tx.run(sql`
    insert into tenant.audit_events (organization_id, action, subject, subject_id, patient_id, after)
    values (${tx.organization.id}, 'export', ${subject}, ${patientId ?? tx.organization.id}, ${patientId ?? null},
      ${JSON.stringify(asked)})`)
