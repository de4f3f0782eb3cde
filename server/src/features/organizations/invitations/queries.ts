import { sql } from 'kysely'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'

export interface InvitationRow {
  id: string
  email: string
  role_key: string
  role_name: string | null
  clinic_ids: string[] | null
  state: 'open' | 'accepted' | 'withdrawn' | 'expired'
  created_at: string
  expires_at: string
}

const invitations = (organizationId: string) => sql`
  select i.id, i.email, i.role_key, r.name as role_name, i.clinic_ids,
    case when i.state = 'open' and i.expires_at <= clock_timestamp() then 'expired' else i.state end as state, i.created_at, i.expires_at
  from control.invitations i left join control.roles r on r.organization_id = i.organization_id and r.key = i.role_key
  where i.organization_id = ${organizationId}`

export const listInvitations = (control: ControlTx, organizationId: string) =>
  control.all(sql<InvitationRow>`${invitations(organizationId)} order by i.created_at desc, i.id limit 500`)

export const findInvitation = (control: ControlTx, organizationId: string, id: string) =>
  control.maybe(sql<InvitationRow>`${invitations(organizationId)} and i.id = ${id}`)

/** The one that a further invitation to the same address would replace. */
export const findOpenTo = (control: ControlTx, organizationId: string, email: string) =>
  control.maybe(sql<InvitationRow>`${invitations(organizationId)} and i.email = ${email} and i.state = 'open'`)

export interface PreviewRow {
  organization_id: string
  slug: string
  organization_name: string
  role_key: string
  role_name: string | null
  email: string
  state: InvitationRow['state']
  expires_at: string
}

export const previewInvitation = (control: ControlTx, tokenHash: Buffer) =>
  control.maybe(sql<PreviewRow>`select * from control.find_invitation(${tokenHash})`)

export const isMemberByEmail = async (control: ControlTx, organizationId: string, email: string) =>
  (await control.maybe(
    sql`select from control.memberships m join control.accounts a on a.id = m.account_id
      where m.organization_id = ${organizationId} and a.email = ${email}`,
  )) !== undefined
