import { sql, type RawBuilder } from 'kysely'
import type { Undelivered } from '@polyclinic/contract/kit/delivery.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { extensionPoint } from '../../../kit/extension.ts'

/** What a reader knows of an appointment: ids and times, as whoever writes the notices needs them. */
export interface Facts {
  takesPlace: boolean
  startsAt: string
  endsAt: string
  practitionerId: string
}

/** A message that was just taken to be sent. */
export interface WaitingRow {
  id: string
  recipient_sealed: Buffer
  content_sealed: Buffer
  attempts: number
  appointment_id: string
  recipient_id: string | null
  stood_before: Facts | null
  template: string
  language: string
}

export interface NoticeRow {
  id: string
  recipient_id: string
  state: 'waiting' | 'sending' | 'sent'
  stood_before: Facts | null
  told: Facts | null
}

/**
 * The notices about an appointment that wait, and those that were sent, the last sent last. Locked: a notice that is being written
 * right now is waited for, so that nothing is decided on what it will have said a moment later.
 */
export const noticesAbout = (tx: TenantTx, appointmentId: string) =>
  tx.all(sql<NoticeRow>`
    select id, recipient_id, state, stood_before, told from tenant.messages
    where organization_id = ${tx.organization.id} and appointment_id = ${appointmentId} and recipient_id is not null
      and state in ('waiting', 'sending', 'sent')
    order by claimed_at nulls last, id for update`)

/** What was last said about an appointment to a reader, or is on its way. */
export const lastTold = async (
  tx: TenantTx,
  { id, appointment_id, recipient_id }: Pick<WaitingRow, 'id' | 'appointment_id' | 'recipient_id'>,
): Promise<Facts | undefined> =>
  (
    await tx.maybe(sql<{ told: Facts }>`
      select told from tenant.messages
      where organization_id = ${tx.organization.id} and appointment_id = ${appointment_id} and recipient_id = ${recipient_id}
        and id <> ${id}
        and state in ('sending', 'sent') and told is not null
      order by claimed_at desc limit 1`)
  )?.told

export interface MessageRow {
  id: string
  template: string
  recipient_sealed: Buffer
  state: 'waiting' | 'sending' | 'sent' | 'failed' | 'withdrawn'
  failure: string | null
  failure_reason: Undelivered | null
  appointment_id: string | null
  send_after: string
  sent_at: string | null
}

export interface MessageFilter {
  appointmentId?: string
  state?: 'failed'
  /** The clinics that the caller's role is scoped to. */
  scope?: readonly string[]
  before?: { id: string }
  limit: number
}

/** Nothing reached the same reader about the same appointment since. */
const notMadeUpFor = sql`not exists (select from tenant.messages l
  where l.organization_id = m.organization_id and l.appointment_id = m.appointment_id
  and l.recipient_id is not distinct from m.recipient_id and l.state = 'sent' and l.sent_at > m.created_at)`

/** Whether what a message, `m`, is about belongs to one of these clinics. */
export type IsAtClinics = (clinicIds: readonly string[]) => RawBuilder<unknown>

export const messageSubjects = extensionPoint<IsAtClinics>('messaging.subjects')

const subjectsAt = (tx: TenantTx, clinicIds: readonly string[]) => [
  sql`false`,
  ...tx.extensions(messageSubjects).map((isAt) => isAt(clinicIds)),
]

/** Newest first: ids rise with time. */
export function listMessages(tx: TenantTx, { appointmentId, state, scope, before, limit }: MessageFilter) {
  return tx.all(sql<MessageRow>`
    select m.id, m.template, m.recipient_sealed, m.state, m.failure, m.failure_reason, m.appointment_id, m.send_after, m.sent_at
    from tenant.messages m
    where m.organization_id = ${tx.organization.id}
      ${appointmentId ? sql`and m.appointment_id = ${appointmentId}` : sql``}
      ${state ? sql`and m.state = ${state} and ${notMadeUpFor}` : sql``}
      ${before ? sql`and m.id < ${before.id}` : sql``}
      ${scope ? sql`and (${sql.join(subjectsAt(tx, scope), sql` or `)})` : sql``}
    order by m.id desc limit ${limit + 1}`)
}
