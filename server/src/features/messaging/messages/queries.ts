import { sql } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'

export interface MessageRow {
  id: string
  template: string
  recipient_sealed: Buffer
  state: 'waiting' | 'sending' | 'sent' | 'failed' | 'withdrawn'
  failure: string | null
  appointment_id: string | null
  send_after: string
  sent_at: string | null
}

export interface MessageFilter {
  appointmentId?: string
  state?: 'failed'
  /** The clinics that the caller's role is scoped to. */
  among?: readonly string[]
  before?: { id: string }
  limit: number
}

/** Newest first: ids rise with time. */
export function listMessages(tx: TenantTx, { appointmentId, state, among, before, limit }: MessageFilter) {
  return tx.all(sql<MessageRow>`
    select m.id, m.template, m.recipient_sealed, m.state, m.failure, m.appointment_id, m.send_after, m.sent_at
    from tenant.messages m
    where m.organization_id = ${tx.organization.id}
      ${appointmentId ? sql`and m.appointment_id = ${appointmentId}` : sql``}
      ${state ? sql`and m.state = ${state}` : sql``}
      ${before ? sql`and m.id < ${before.id}` : sql``}
      ${among ? sql`and exists (select from tenant.appointments a where a.organization_id = m.organization_id and a.id = m.appointment_id and a.clinic_id = any (${among}::uuid[]))` : sql``}
    order by m.id desc limit ${limit + 1}`)
}
