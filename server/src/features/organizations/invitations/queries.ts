import { sql } from 'kysely'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { nullable, text, textOf, timestamptz, uuid, uuids } from '../../../kit/db/columns.ts'
import { anyRow, type RowOf, shape } from '../../../kit/db/row.ts'

const invitationRow = shape({
  id: uuid,
  email: text,
  role_key: text,
  role_name: nullable(text),
  clinic_ids: nullable(uuids),
  state: textOf<'open' | 'accepted' | 'withdrawn' | 'expired'>(),
  created_at: timestamptz,
  expires_at: timestamptz,
})

export type InvitationRow = RowOf<typeof invitationRow>

const invitations = (organizationId: string) => sql`
  select i.id, i.email, i.role_key, r.name as role_name, i.clinic_ids,
    case when i.state = 'open' and i.expires_at <= clock_timestamp() then 'expired' else i.state end as state, i.created_at, i.expires_at
  from control.invitations i left join control.roles r on r.organization_id = i.organization_id and r.key = i.role_key
  where i.organization_id = ${organizationId}`

export const listInvitations = (control: ControlTx, organizationId: string) =>
  control.all(invitationRow`${invitations(organizationId)} order by i.created_at desc, i.id limit 500`)

export const findInvitation = (control: ControlTx, organizationId: string, id: string) =>
  control.maybe(invitationRow`${invitations(organizationId)} and i.id = ${id}`)

export const findOpenTo = (control: ControlTx, organizationId: string, email: string) =>
  control.maybe(invitationRow`${invitations(organizationId)} and i.email = ${email} and i.state = 'open'`)

const previewRow = shape({
  organization_id: uuid,
  slug: text,
  organization_name: text,
  role_key: text,
  role_name: nullable(text),
  email: text,
  state: textOf<InvitationRow['state']>(),
  expires_at: timestamptz,
})

export const previewInvitation = (control: ControlTx, tokenHash: Buffer) =>
  control.maybe(previewRow`select * from control.find_invitation(${tokenHash})`)

export const isMemberByEmail = async (control: ControlTx, organizationId: string, email: string) =>
  (await control.maybe(
    anyRow`select from control.memberships m join control.accounts a on a.id = m.account_id
      where m.organization_id = ${organizationId} and a.email = ${email}`,
  )) !== undefined
