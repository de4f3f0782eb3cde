import type { Generated } from 'kysely'

/** Tables of the schema tenant that messaging owns. Generated from the migrations by `npm run gen:tables`; not edited by hand. */
export interface MessagingTables {
  'tenant.links': {
    organization_id: string
    id: string
    purpose: string
    subject_id: string
    expires_at: string
    uses: Generated<number>
    max_uses: number | null
    withdrawn_at: string | null
    created_at: Generated<string>
  }
  'tenant.messages': {
    organization_id: string
    id: string
    dedupe_key: string
    channel: string
    template: string
    language: string
    recipient_sealed: Buffer
    content_sealed: Buffer | null
    appointment_id: string | null
    patient_id: string | null
    send_after: Generated<string>
    state: Generated<string>
    attempts: Generated<number>
    failure: string | null
    claimed_at: string | null
    sent_at: string | null
    created_at: Generated<string>
    recipient_id: string | null
    stood_before: unknown | null
    told: unknown | null
    failure_reason: string | null
  }
}
