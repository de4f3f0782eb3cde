import { sql } from 'kysely'
import { db } from '../../../database.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'

/** What a message says, sealed as one. */
export interface MessageContent {
  subject: string
  text: string
  html: string
  calendar?: { method: 'REQUEST' | 'CANCEL'; content: string }
}

export interface NewMessage {
  /** Sent at most once per key. */
  key: string
  template: string
  language: string
  to: string
  content: MessageContent
  appointmentId?: string
  patientId?: string
  /** Seconds to wait, so that undoing costs nothing. */
  delaySeconds: number
}

const place = (id: string, column: 'recipient_sealed' | 'content_sealed') => ({ table: 'messages', row: id, column })

/** Writes a message into the outbox, in the transaction of what it is about. A key that exists is left as it is. */
export async function queueMessage(tx: TenantTx, message: NewMessage): Promise<void> {
  const id = newId()
  const written = await tx.maybe(sql<{ send_after: string }>`
    insert into tenant.messages (organization_id, id, dedupe_key, channel, template, language, recipient_sealed, content_sealed, appointment_id, patient_id, send_after)
    values (${tx.organization.id}, ${id}, ${message.key}, 'email', ${message.template}, ${message.language},
      ${tx.sealer.seal(place(id, 'recipient_sealed'), message.to)}, ${tx.sealer.seal(place(id, 'content_sealed'), JSON.stringify(message.content))},
      ${message.appointmentId ?? null}, ${message.patientId ?? null}, clock_timestamp() + make_interval(secs => ${message.delaySeconds}))
    on conflict (organization_id, dedupe_key) do nothing
    returning send_after`)
  if (written) tx.announce('message.queued', { messageId: id, runAt: written.send_after })
}

/** Takes back what was not sent yet about an appointment; answers how many, and whether anything was sent before. */
export async function withdrawMessages(
  tx: TenantTx,
  appointmentId: string,
): Promise<{ withdrawn: number; wasTold: boolean }> {
  const withdrawn = await tx.run(sql`
    update tenant.messages set state = 'withdrawn'
    where organization_id = ${tx.organization.id} and appointment_id = ${appointmentId} and state = 'waiting'`)
  const { told } = await tx.one(sql<{ told: boolean }>`
    select exists (select from tenant.messages where organization_id = ${tx.organization.id} and appointment_id = ${appointmentId} and state in ('sending', 'sent')) as told`)
  return { withdrawn, wasTold: told }
}

export interface ClaimedMessage {
  id: string
  to: string
  content: MessageContent
  attempts: number
}

/** Takes messages that are due, committed before anything is sent: what is taken and never finished is not sent again. */
export async function claimDueMessages(tx: TenantTx): Promise<ClaimedMessage[]> {
  await tx.run(sql`
    update tenant.messages set state = 'failed', failure = 'outcome unknown'
    where organization_id = ${tx.organization.id} and state = 'sending' and claimed_at < clock_timestamp() - interval '10 minutes'`)
  const rows = await tx.all(sql<{ id: string; recipient_sealed: Buffer; content_sealed: Buffer; attempts: number }>`
    update tenant.messages set state = 'sending', claimed_at = clock_timestamp(), attempts = attempts + 1
    where organization_id = ${tx.organization.id} and id in (
      select id from tenant.messages where organization_id = ${tx.organization.id} and state = 'waiting' and send_after <= clock_timestamp()
      order by send_after for update skip locked limit 20)
    returning id, recipient_sealed, content_sealed, attempts`)
  return rows.map((row) => ({
    id: row.id,
    attempts: row.attempts,
    to: tx.sealer.open(place(row.id, 'recipient_sealed'), row.recipient_sealed),
    content: JSON.parse(tx.sealer.open(place(row.id, 'content_sealed'), row.content_sealed)) as MessageContent,
  }))
}

export const markSent = (tx: TenantTx, id: string) =>
  tx.run(
    sql`update tenant.messages set state = 'sent', sent_at = clock_timestamp(), failure = null where organization_id = ${tx.organization.id} and id = ${id}`,
  )

/** Refused by the mail server, so surely not sent: tried again later, or failed for good and visible. */
export const markRefused = (tx: TenantTx, id: string, reason: string, again: { inSeconds: number } | undefined) =>
  tx.run(
    db
      .updateTable('tenant.messages')
      .set({
        state: again ? 'waiting' : 'failed',
        failure: reason,
        ...(again && { send_after: sql<string>`clock_timestamp() + make_interval(secs => ${again.inSeconds})` }),
      })
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', id),
  )

export const openRecipient = (tx: TenantTx, row: { id: string; recipient_sealed: Buffer }) =>
  tx.sealer.open(place(row.id, 'recipient_sealed'), row.recipient_sealed)
