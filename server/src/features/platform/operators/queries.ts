import { sql } from 'kysely'
import type { OperatorInvitation, OperatorRole } from '@polyclinic/contract/platform/operators.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { bool, int, nullable, text, textOf, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { anyRow, shape, type RowOf } from '../../../kit/db/row.ts'

const operatorRow = shape({
  account_id: uuid,
  name: text,
  email: text,
  role: textOf<OperatorRole>(),
  since: timestamptz,
  ended_at: nullable(timestamptz),
  has_second_factor: bool,
  version: int,
})

export type OperatorRow = RowOf<typeof operatorRow>

const operators = sql`
  select ${operatorRow.of('o', { name: sql`a.name`, email: sql`a.email`, has_second_factor: sql`a.has_second_factor` })}
  from control.operators o join control.accounts a on a.id = o.account_id`

/** Those of today first. */
export const listOperators = (control: ControlTx) =>
  control.all(operatorRow`${operators} order by o.ended_at desc nulls first, a.name, o.account_id limit 500`)

export const findOperator = (control: ControlTx, accountId: string) =>
  control.maybe(operatorRow`${operators} where o.account_id = ${accountId} and o.ended_at is null`)

export const findFormerOperator = (control: ControlTx, accountId: string) =>
  control.maybe(operatorRow`${operators} where o.account_id = ${accountId}`)

/** Held until the end of the transaction: two who end each other come one after the other. */
export async function lockOperators(control: ControlTx): Promise<string[]> {
  const rows = await control.all(shape({ account_id: uuid })`
    select o.account_id from control.operators o where o.ended_at is null and o.role = 'operator' order by 1 for update`)
  return rows.map(({ account_id }) => account_id)
}

export const isOperatorByEmail = async (control: ControlTx, email: string) =>
  (await control.maybe(anyRow`
    select from control.operators o join control.accounts a on a.id = o.account_id
    where o.ended_at is null and lower(a.email) = lower(${email})`)) !== undefined

export const invitationRow = shape({
  id: uuid,
  email: text,
  role: textOf<OperatorRole>(),
  state: textOf<OperatorInvitation['state']>(),
  created_at: timestamptz,
  expires_at: timestamptz,
})

export type InvitationRow = RowOf<typeof invitationRow>

export const invitationState = sql`case when i.state = 'open' and i.expires_at <= clock_timestamp() then 'expired' else i.state end`

const invitations = sql`
  select ${invitationRow.of('i', { state: invitationState })} from control.operator_invitations i`

export const listInvitations = (control: ControlTx) =>
  control.all(invitationRow`${invitations} order by i.created_at desc, i.id limit 500`)

export const findInvitation = (control: ControlTx, id: string) =>
  control.maybe(invitationRow`${invitations} where i.id = ${id}`)

const previewRow = shape({
  email: text,
  role: textOf<OperatorRole>(),
  state: textOf<OperatorInvitation['state']>(),
  expires_at: timestamptz,
})

/** By whoever holds the link, signed in or not. */
export const previewInvitation = (control: ControlTx, hash: Buffer) =>
  control.maybe(previewRow`select ${previewRow.of('i')} from control.find_operator_invitation(${hash}) i`)
