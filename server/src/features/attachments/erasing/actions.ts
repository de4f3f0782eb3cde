import { sql } from 'kysely'
import { uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { files } from '../../files/public.ts'

/** Before documents of erased patients go: what was drawn on them, and their files. */
export async function eraseBesideDocuments(tx: TenantTx, patientIds: readonly string[]): Promise<void> {
  const those = sql`${[...patientIds]}::uuid[]`
  await tx.run(sql`select tenant.erase_annotations(${those})`)
  const rows = await tx.all(shape({ file_id: uuid })`
    select d.file_id from tenant.document_references d
    where d.organization_id = ${tx.organization.id} and d.patient_id = any (${those})`)
  for (const { file_id } of rows) await files.discard(tx, file_id)
}
