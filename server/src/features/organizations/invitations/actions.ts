import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { db } from '../../../database.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { justWritten } from '../../../kit/db/versioned.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { findInvitation, findOpenTo, isMemberByEmail, type InvitationRow } from './queries.ts'
import { nullable, text, textOf } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import { isDouble } from '../../../kit/thrown.ts'

/** Only the hash is kept: whoever reads the table cannot join. */
export const tokenHash = (token: string) => createHash('sha256').update(token).digest()

export interface NewInvitation {
  organizationId: string
  invitedBy: string
  email: string
  role: string
  clinicIds?: string[]
  /** The clinics that whoever invites is scoped to. */
  scope?: readonly string[]
}

/** An open invitation to the same address is replaced: its link stops working. */
export async function inviteColleague(
  control: ControlTx,
  fields: NewInvitation,
): Promise<{ row: InvitationRow; token: string }> {
  const { organizationId, email } = fields
  if (await isMemberByEmail(control, organizationId, email)) throw refuse('already-exists')
  const open = await findOpenTo(control, organizationId, email)
  if (open && reachesBeyond(open, fields.scope)) throw refuse('shared-by-clinics')
  await control.run(
    sql`update control.invitations set state = 'withdrawn' where organization_id = ${organizationId} and email = ${email}
      and state = 'open'`,
  )
  const { id, token } = await writeInvitation(control, fields)
  return { row: await justWritten(findInvitation(control, organizationId, id)), token }
}

/** Of an organization in which nobody works yet: every invitation before it ends. Answers the secret of the link. */
export async function inviteOwner(
  control: ControlTx,
  fields: Pick<NewInvitation, 'organizationId' | 'invitedBy' | 'email'>,
): Promise<string> {
  const role = 'owner'
  await control.run(
    sql`update control.invitations set state = 'withdrawn' where organization_id = ${fields.organizationId}
      and role_key = ${role} and state = 'open'`,
  )
  return (await writeInvitation(control, { ...fields, role })).token
}

async function writeInvitation(control: ControlTx, fields: NewInvitation): Promise<{ id: string; token: string }> {
  const id = newId()
  const token = randomBytes(32).toString('base64url')
  try {
    await control.run(
      db.insertInto('control.invitations').values({
        organization_id: fields.organizationId,
        id,
        email: fields.email,
        role_key: fields.role,
        clinic_ids: fields.clinicIds ?? null,
        token_hash: tokenHash(token),
        invited_by: fields.invitedBy,
        expires_at: sql<string>`clock_timestamp() + interval '14 days'`,
      }),
    )
  } catch (error) {
    if (isDouble(error)) throw refuse('already-exists')
    throw error
  }
  return { id, token }
}

/** Whoever manages some clinics invites, and withdraws, for those alone. */
const reachesBeyond = ({ clinic_ids }: InvitationRow, scope: readonly string[] | undefined) =>
  scope !== undefined && !(clinic_ids?.every((id) => scope.includes(id)) ?? false)

export async function withdrawInvitation(
  control: ControlTx,
  organizationId: string,
  id: string,
  scope?: readonly string[],
): Promise<InvitationRow> {
  const before = await findInvitation(control, organizationId, id)
  if (before && reachesBeyond(before, scope)) throw refuse('shared-by-clinics')
  const changed = await control.run(
    sql`update control.invitations set state = 'withdrawn' where organization_id = ${organizationId} and id = ${id} and state = 'open'`,
  )
  const row = await findInvitation(control, organizationId, id)
  if (!row) throw refuse('not-found')
  if (changed === 0) throw refuse('invitation-ended')
  return row
}

export async function acceptInvitation(
  control: ControlTx,
  token: string,
): Promise<{ slug: string; name: string } | 'not-found' | 'invitation-ended'> {
  const row = await control.one(
    shape({
      outcome: textOf<'joined' | 'not-found' | 'invitation-ended'>(),
      slug: nullable(text),
      organization_name: nullable(text),
    })`select * from control.accept_invitation(${tokenHash(token)})`,
  )
  if (row.outcome !== 'joined') return row.outcome
  if (row.slug === null || row.organization_name === null)
    throw new Error('whoever joined an organization has its address')
  return { slug: row.slug, name: row.organization_name }
}
