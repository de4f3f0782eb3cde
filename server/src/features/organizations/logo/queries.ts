import { sql } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { nullable, uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import type { PictureSubject } from '../../files/public.ts'
import { brandChanged } from '../events.ts'

export const logoPicture: PictureSubject = {
  purpose: 'logo',
  table: sql`tenant.brands`,
  file: sql`logo_file_id`,
  changed: (tx) => tx.announce(brandChanged, {}),
}

const brandRow = shape({ logo_file_id: nullable(uuid) })

export async function findLogo(tx: TenantTx): Promise<string | null> {
  const brand = await tx.maybe(brandRow`
    select ${brandRow.of('b')} from tenant.brands b where b.organization_id = ${tx.organization.id}`)
  return brand?.logo_file_id ?? null
}
