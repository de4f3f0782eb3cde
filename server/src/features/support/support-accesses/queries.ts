import { sql } from 'kysely'
import type { SupportScope } from '@polyclinic/contract/kit/permission.ts'
import type { SupportAccess } from '@polyclinic/contract/support/support-accesses.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { bool, int, nullable, text, textOf, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { shape, type RowOf } from '../../../kit/db/row.ts'

export const accessRow = shape({
  id: uuid,
  account_id: uuid,
  operator_name: nullable(text),
  reason: text,
  asked_scope: textOf<SupportScope>(),
  asks_to_write: bool,
  asked_minutes: int,
  state: textOf<SupportAccess['state']>(),
  asked_at: timestamptz,
  may_open_at: timestamptz,
  lapses_at: timestamptz,
  is_early: bool,
  answered_at: nullable(timestamptz),
  scope: nullable(textOf<SupportScope>()),
  may_write: nullable(bool),
  minutes: nullable(int),
  begins_at: nullable(timestamptz),
  expires_at: nullable(timestamptz),
  break_glass_reason: nullable(text),
  ended_at: nullable(timestamptz),
  ended_by: nullable(textOf<'operator' | 'organization'>()),
  version: int,
})

export type AccessRow = RowOf<typeof accessRow>

/** Of an access `s` and its operator's account `o`: what has expired is over, whoever looks. */
export const computed = {
  operator_name: sql`o.name`,
  state: sql`case when s.state = 'granted' and s.expires_at <= clock_timestamp() then 'expired' else s.state end`,
  lapses_at: sql`s.asked_at + interval '72 hours'`,
  is_early: sql`s.may_open_at > clock_timestamp()`,
}

const answeredRow = shape({
  ...accessRow.columns,
  answered_by: nullable(uuid),
  answered_by_name: nullable(text),
})

export type AnsweredRow = RowOf<typeof answeredRow>

const accesses = sql`
  select ${answeredRow.of('s', { ...computed, answered_by_name: sql`a.name` })}
  from control.support_accesses s
  left join control.accounts o on o.id = s.account_id
  left join control.accounts a on a.id = s.answered_by`

/** Newest first, by the primary key. */
export const listAccesses = (
  control: ControlTx,
  organizationId: string,
  { before, limit, open }: { before?: string; limit: number; open?: boolean },
) =>
  control.all(answeredRow`
    ${accesses}
    where s.organization_id = ${organizationId} and (${before ?? null}::uuid is null or s.id < ${before ?? null})
      ${open ? sql`and (s.state = 'asked' or s.state = 'granted' and s.expires_at > clock_timestamp())` : sql``}
    order by s.id desc limit ${limit}`)

export const findAccess = (control: ControlTx, organizationId: string, id: string) =>
  control.maybe(answeredRow`${accesses} where s.organization_id = ${organizationId} and s.id = ${id}`)

/** Why support was let in, and by whom, where somebody answered. */
export interface Let {
  reason: string
  grantedBy?: string
}

/** By which accesses something was done, for those who read the log. */
export async function accessReasons(
  control: ControlTx,
  organizationId: string,
  ids: readonly string[],
): Promise<Map<string, Let>> {
  const rows = await control.all(shape({ id: uuid, reason: text, granted_by: nullable(text) })`
    select s.id, s.reason, a.name as granted_by from control.support_accesses s
    left join control.accounts a on a.id = s.answered_by
    where s.organization_id = ${organizationId} and s.id = any (${[...ids]}::uuid[])`)
  return new Map(
    rows.map(({ id, reason, granted_by }) => [id, { reason, ...(granted_by && { grantedBy: granted_by }) }]),
  )
}

/** What changes for whoever looks at the questions and accesses of an organization. */
export const openMark = async (control: ControlTx, organizationId: string) =>
  (
    await control.one(shape({ mark: text })`
      select coalesce(string_agg(s.id || s.state || s.version, ' ' order by s.id), '') as mark from control.support_accesses s
      where s.organization_id = ${organizationId} and s.state in ('asked', 'granted')`)
  ).mark

/** Who asked to come in and waits, is in, or was in the last three months; newest first. */
export const listReviewed = (control: ControlTx, organizationId: string) =>
  control.all(answeredRow`
    ${accesses}
    where s.organization_id = ${organizationId}
      and (s.state = 'asked' or s.begins_at > clock_timestamp() - interval '90 days')
    order by s.id desc limit 100`)
