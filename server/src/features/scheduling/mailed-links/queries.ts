import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { int, nullable, textOf, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

const mailedLinkRow = shape({
  id: uuid,
  purpose: textOf<'appointment'>(),
  created_at: timestamptz,
  expires_at: timestamptz,
  withdrawn_at: nullable(timestamptz),
  uses: int,
})

export type MailedLinkRow = RowOf<typeof mailedLinkRow>

/** Newest first: ids rise with time. */
export const listMailedLinks = (tx: TenantTx, appointmentId: string) =>
  tx.all(mailedLinkRow`
    select ${mailedLinkRow.of('l')} from tenant.links l
    where l.organization_id = ${tx.organization.id} and l.purpose = 'appointment' and l.subject_id = ${appointmentId}
    order by l.id desc`)
