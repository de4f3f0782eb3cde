import { sql } from 'kysely'
import type { Channel } from '@polyclinic/contract/messaging/channels.ts'
import { db } from '../../../database.ts'
import { json, sealed, text } from '../../../kit/crypto/sealed.ts'
import { newId } from '../../../kit/db/ids.ts'
import { timestamptz, uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import type { NotAccepted } from '../../../kit/mail/mail.ts'
import type { MessageContent } from '../channels/channel.ts'
import { messageDeferred, messageFailed, messageQueued, messageSent, messageWithdrawn } from '../events.ts'
import { findWaiting, waitingRow, type Facts, type WaitingRow } from './queries.ts'

interface Addressed {
  channel: Channel
  /** Sent at most once per key. */
  key: string
  template: string
  language: string
  to: string
  /** Seconds to wait, so that undoing costs nothing. */
  delaySeconds: number
}

export interface NewMessage extends Addressed {
  /** Whom it is about, with whom it goes. */
  patientId?: string
  content: MessageContent
}

/** A message about an appointment: written when it leaves, so that it says what is true then. */
export interface NewNotice extends Addressed {
  appointmentId: string
  patientId: string
  recipientId: string
  /** How the appointment stood before the change; null: it was not there. */
  stoodBefore: Facts | null
}

/** What a message says is sealed as one. */
export const messageSecrets = sealed('messages', { recipient: text, content: json<MessageContent>() })

/** Writes a message into the outbox, in the transaction of what it is about. A key that exists is left as it is. */
export async function queueMessage(tx: TenantTx, message: NewMessage): Promise<void> {
  const id = newId()
  const written = await tx.maybe(shape({ send_after: timestamptz })`
    insert into tenant.messages (organization_id, id, dedupe_key, channel, patient_id, template, language, recipient_sealed, content_sealed,
      send_after)
    values (${tx.organization.id}, ${id}, ${message.key}, ${message.channel}, ${message.patientId ?? null}, ${message.template},
      ${message.language},
      ${messageSecrets.seal(tx.sealer, id, 'recipient', message.to)}, ${messageSecrets.seal(tx.sealer, id, 'content', message.content)},
      clock_timestamp() + make_interval(secs => ${message.delaySeconds}))
    on conflict (organization_id, dedupe_key) do nothing
    returning send_after`)
  if (written) tx.announce(messageQueued, { messageId: id, runAt: written.send_after })
}

export function queueNotice(tx: TenantTx, notice: NewNotice): void {
  const id = newId()
  tx.atCommit(sql`
    insert into tenant.messages (organization_id, id, dedupe_key, channel, template, language, recipient_sealed, appointment_id,
      patient_id, recipient_id, stood_before, send_after)
    values (${tx.organization.id}, ${id}, ${notice.key}, ${notice.channel}, ${notice.template}, ${notice.language},
      ${messageSecrets.seal(tx.sealer, id, 'recipient', notice.to)},
      ${notice.appointmentId}, ${notice.patientId}, ${notice.recipientId},
      ${notice.stoodBefore && JSON.stringify(notice.stoodBefore)}::jsonb,
      clock_timestamp() + make_interval(secs => ${notice.delaySeconds}))
    on conflict (organization_id, dedupe_key) do nothing`)
  announceDue(tx, id, notice)
}

/** A notice that waits already waits anew, for what it will say has changed. */
export function postponeNotice(tx: TenantTx, id: string, notice: { template: string; delaySeconds: number }): void {
  tx.atCommit(sql`
    update tenant.messages set template = ${notice.template}, send_after = clock_timestamp() + make_interval(secs => ${notice.delaySeconds})
    where organization_id = ${tx.organization.id} and id = ${id} and state = 'waiting'`)
  announceDue(tx, id, notice)
}

const announceDue = (tx: TenantTx, messageId: string, { delaySeconds }: { delaySeconds: number }) =>
  tx.announce(messageQueued, {
    messageId,
    ...(delaySeconds > 0 && { runAt: new Date(Date.now() + delaySeconds * 1000).toISOString() }),
  })

export function withdrawNotice(tx: TenantTx, id: string): void {
  tx.atCommit(sql`
    update tenant.messages set state = 'withdrawn' where organization_id = ${tx.organization.id} and id = ${id} and state = 'waiting'`)
  tx.announce(messageWithdrawn, { messageId: id })
}

/** What was said about an appointment went astray: its readers count as not told, so that they can be told anew. */
export const forgetTold = (tx: TenantTx, appointmentId: string) =>
  tx.run(sql`
    update tenant.messages set told = null
    where organization_id = ${tx.organization.id} and appointment_id = ${appointmentId} and told is not null`)

export interface ConnectedMessage {
  id: string
  channel: Channel
  to: string
  content: MessageContent
  attempts: number
}

/** What a notice says now, to whom, and what its reader then knows; without content where there is nothing to say any more. */
export type WriteNotice = (
  tx: TenantTx,
  waiting: WaitingRow,
) => Promise<{ to: string; language: string; template: string; content: MessageContent; told: Facts } | undefined>

/** Gives up on what was taken and never finished: whether it left is unknown, so it is not sent again. */
const failUnfinished = (tx: TenantTx) =>
  tx.run(sql`
    update tenant.messages set state = 'failed', failure = 'outcome unknown', failure_reason = 'unknown-outcome'
    where organization_id = ${tx.organization.id} and state = 'sending' and claimed_at < statement_timestamp() - interval '10 minutes'`)

/**
 * Takes the message that is due longest, and writes it if it is a notice; committed before anything is sent, so that no
 * two workers send it. `undefined`: nothing is due (messages_next, which a volatile clock could not enter).
 */
export async function claimDueMessage(
  tx: TenantTx,
  writeNotice: WriteNotice,
): Promise<ConnectedMessage | 'withdrawn' | undefined> {
  await failUnfinished(tx)
  const row = await tx.maybe(waitingRow`
    update tenant.messages set state = 'sending', claimed_at = clock_timestamp(), attempts = attempts + 1,
      content_sealed = coalesce(content_sealed, ''::bytea)
    where organization_id = ${tx.organization.id} and id = (
      select id from tenant.messages
      where organization_id = ${tx.organization.id} and state = 'waiting' and send_after <= statement_timestamp()
      order by send_after, id for update skip locked limit 1)
    returning id, channel, recipient_sealed, content_sealed, attempts, appointment_id, recipient_id, stood_before, template, language`)
  if (!row) return undefined
  if (row.recipient_id === null) {
    const { recipient: to, content } = messageSecrets.open(tx.sealer, row)
    if (to === undefined || content === undefined) throw new Error('a message without a reader or a content')
    return { id: row.id, channel: row.channel, attempts: row.attempts, to, content }
  }
  const written = await writeNotice(tx, row)
  if (!written) {
    await tx.run(sql`
      update tenant.messages set state = 'withdrawn', content_sealed = null
      where organization_id = ${tx.organization.id} and id = ${row.id}`)
    tx.announce(messageWithdrawn, { messageId: row.id })
    return 'withdrawn'
  }
  await tx.run(sql`
    update tenant.messages set template = ${written.template}, language = ${written.language},
      told = ${JSON.stringify(written.told)}::jsonb,
      recipient_sealed = ${messageSecrets.seal(tx.sealer, row.id, 'recipient', written.to)},
      content_sealed = ${messageSecrets.seal(tx.sealer, row.id, 'content', written.content)}
    where organization_id = ${tx.organization.id} and id = ${row.id}`)
  return { id: row.id, channel: row.channel, attempts: row.attempts, to: written.to, content: written.content }
}

export async function markSent(tx: TenantTx, id: string): Promise<void> {
  await tx.run(sql`
    update tenant.messages set state = 'sent', sent_at = clock_timestamp(), failure = null, failure_reason = null
    where organization_id = ${tx.organization.id} and id = ${id}`)
  tx.announce(messageSent, { messageId: id })
}

/** Not taken by the mail server, so surely not sent: tried again later, or failed for good and visible at once. */
export async function markNotAccepted(
  tx: TenantTx,
  { id, to }: ConnectedMessage,
  refusal: NotAccepted,
  again: { inSeconds: number } | undefined,
): Promise<void> {
  await tx.run(
    db
      .updateTable('tenant.messages')
      .set({
        state: again ? 'waiting' : 'failed',
        // servers like to repeat the address, which lies sealed
        failure: refusal.message.replaceAll(new RegExp(RegExp.escape(to), 'gi'), '…').slice(0, 200),
        failure_reason: refusal.reason,
        ...(again && { send_after: sql<string>`clock_timestamp() + make_interval(secs => ${again.inSeconds})` }),
      })
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', id),
  )
  tx.announce(again ? messageDeferred : messageFailed, { messageId: id })
}

export const openRecipient = (tx: TenantTx, { id, recipient_sealed }: { id: string; recipient_sealed: Buffer }) =>
  messageSecrets.open(tx.sealer, { id, recipient_sealed }).recipient ?? ''

export const listWaiting = async (tx: TenantTx): Promise<WaitingMessage[]> =>
  (await findWaiting(tx)).map((row) => ({ to: openRecipient(tx, row), what: row.template, inSeconds: row.seconds }))

export interface WaitingMessage {
  to: string
  what: string
  inSeconds: number
}

export async function endWait(tx: TenantTx): Promise<void> {
  const due = await tx.all(shape({ id: uuid })`
    update tenant.messages set send_after = clock_timestamp()
    where organization_id = ${tx.organization.id} and state = 'waiting' returning id`)
  for (const { id } of due) tx.announce(messageQueued, { messageId: id })
}
