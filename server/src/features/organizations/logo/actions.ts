import { sql } from 'kysely'
import type { ControlTx, TenantTx } from '../../../kit/db/tenant-tx.ts'
import { files } from '../../files/public.ts'
import { findLogo } from './queries.ts'

export const mirrorLogo = (control: ControlTx, organizationId: string, fileId: string | null) =>
  control.run(sql`
    update control.organizations set logo_file_id = ${fileId}
    where id = ${organizationId} and logo_file_id is distinct from ${fileId}`)

export async function shownLogo(tx: TenantTx): Promise<string | null> {
  const fileId = await findLogo(tx)
  return fileId && (await files.isKept(tx, fileId)) ? fileId : null
}
