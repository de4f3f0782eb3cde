import { sql, type RawBuilder } from 'kysely'
import type { Channel } from '@polyclinic/contract/messaging/channels.ts'
import type { Undelivered } from '@polyclinic/contract/kit/delivery.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { extensionPoint } from '../../../kit/extension.ts'
import { bytea, int, json, nullable, text, textOf, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

/** What a reader knows of an appointment: ids and times, as whoever writes the notices needs them. */
export interface Facts {
  takesPlace: boolean
  startsAt: string
  endsAt: string
  practitionerId: string
}

export const waitingRow = shape({
  id: uuid,
  channel: textOf<Channel>(),
  recipient_sealed: bytea,
  content_sealed: bytea,
  attempts: int,
  appointment_id: nullable(uuid),
  recipient_id: nullable(uuid),
  stood_before: nullable(json<Facts>()),
  template: text,
  language: text,
})

export type WaitingRow = RowOf<typeof waitingRow>

const noticeRow = shape({
  id: uuid,
  recipient_id: uuid,
  state: textOf<'waiting' | 'sending' | 'sent'>(),
  stood_before: nullable(json<Facts>()),
  told: nullable(json<Facts>()),
})

export type NoticeRow = RowOf<typeof noticeRow>

/**
 * The notices about an appointment that wait, and those that were sent, the last sent last. Locked: a notice that is being written
 * right now is waited for, so that nothing is decided on what it will have said a moment later.
 */
export const noticesAbout = (tx: TenantTx, appointmentId: string) =>
  tx.all(noticeRow`
    select id, recipient_id, state, stood_before, told from tenant.messages
    where organization_id = ${tx.organization.id} and appointment_id = ${appointmentId} and recipient_id is not null
      and state in ('waiting', 'sending', 'sent')
    order by claimed_at nulls last, id for update`)

/** What was last said about an appointment to a reader, or is on its way. */
export const lastFactsSent = async (
  tx: TenantTx,
  { id, appointment_id, recipient_id }: Pick<WaitingRow, 'id' | 'appointment_id' | 'recipient_id'>,
): Promise<Facts | undefined> =>
  (
    await tx.maybe(shape({ told: json<Facts>() })`
      select told from tenant.messages
      where organization_id = ${tx.organization.id} and appointment_id = ${appointment_id} and recipient_id = ${recipient_id}
        and id <> ${id}
        and state in ('sending', 'sent') and told is not null
      order by claimed_at desc limit 1`)
  )?.told

const messageRow = shape({
  id: uuid,
  channel: textOf<Channel>(),
  template: text,
  recipient_sealed: bytea,
  state: textOf<'waiting' | 'sending' | 'sent' | 'failed' | 'withdrawn'>(),
  failure: nullable(text),
  failure_reason: nullable(textOf<Undelivered>()),
  appointment_id: nullable(uuid),
  send_after: timestamptz,
  sent_at: nullable(timestamptz),
})

export interface MessageFilter {
  appointmentId?: string
  state?: 'failed'
  scope?: readonly string[]
  before?: { id: string }
  limit: number
}

/** Nothing reached the same reader about the same appointment since. */
const notMadeUpFor = sql`not exists (select from tenant.messages l
  where l.organization_id = m.organization_id and l.appointment_id = m.appointment_id
  and l.recipient_id is not distinct from m.recipient_id and l.state = 'sent' and l.sent_at > m.created_at)`

export type IsAtClinics = (clinicIds: readonly string[]) => RawBuilder<unknown>

export const messageSubjects = extensionPoint<IsAtClinics>('messaging.subjects')

/** What keeps a message, `m`, from a reader from whom the one it is about is kept. */
export const messageSights = extensionPoint<RawBuilder<unknown>>('messaging.sights')

const subjectsAt = (tx: TenantTx, clinicIds: readonly string[]) => [
  sql`false`,
  ...tx.extensions(messageSubjects).map((isAt) => isAt(clinicIds)),
]

/** Newest first: ids rise with time. */
export function listMessages(tx: TenantTx, { appointmentId, state, scope, before, limit }: MessageFilter) {
  return tx.all(messageRow`
    select ${messageRow.of('m')} from tenant.messages m
    where m.organization_id = ${tx.organization.id} ${sql.join(
      tx.extensions(messageSights).map((isSeen) => sql`and ${isSeen}`),
      sql` `,
    )}
      ${appointmentId ? sql`and m.appointment_id = ${appointmentId}` : sql``}
      ${state ? sql`and m.state = ${state} and ${notMadeUpFor}` : sql``}
      ${before ? sql`and m.id < ${before.id}` : sql``}
      ${scope ? sql`and (${sql.join(subjectsAt(tx, scope), sql` or `)})` : sql``}
    order by m.id desc limit ${limit + 1}`)
}

export const findWaiting = (tx: TenantTx) =>
  tx.all(shape({ id: uuid, template: text, recipient_sealed: bytea, seconds: int })`
    select id, template, recipient_sealed, greatest(0, ceil(extract(epoch from send_after - clock_timestamp())))::int as seconds
    from tenant.messages where organization_id = ${tx.organization.id} and state = 'waiting' order by send_after limit 100`)
