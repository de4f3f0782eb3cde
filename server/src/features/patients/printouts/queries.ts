import { sql } from 'kysely'
import { foremost, isLetIn, runsNow } from '../answering/queries.ts'
import { bytea, nullable, text, uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { guardianSecrets } from '../guardians/view.ts'
import type { Contact } from '../search/rules.ts'

export interface PrintedGuardian {
  name: string
  contact?: Contact
}

const guardianRow = shape({ id: uuid, name: text, contact_sealed: nullable(bytea) })

/**
 * Who answers for a patient whom the caller sees, first the one who has done so longest (patient_guardians_pkey); without a
 * contact whoever is kept out.
 */
export async function guardiansOf(tx: TenantTx, patientId: string): Promise<PrintedGuardian[]> {
  const rows = await tx.all(guardianRow`
    select ${guardianRow.of('g', { contact_sealed: sql`case when ${isLetIn} then g.contact_sealed end` })}
    from tenant.patient_guardians l
    join tenant.guardians g on g.organization_id = l.organization_id and g.id = l.guardian_id
    where l.organization_id = ${tx.organization.id} and l.patient_id = ${patientId} and ${runsNow()}
    order by ${foremost}`)
  return rows.map((row) => ({ name: row.name, ...guardianSecrets.open(tx.sealer, row) }))
}
