import type { Generated } from 'kysely'

/** Tables of the schema tenant that kit owns. Generated from the migrations by `npm run gen:tables`; not edited by hand. */
export interface KitTables {
  'tenant.audit_batches': {
    organization_id: string
    number: number
    key_number: number
    last_xact: number
    last_id: string
    horizon: number
    digests: Buffer
    mac: Buffer
    at: Generated<string>
  }
  'tenant.audit_events': {
    organization_id: string
    id: Generated<string>
    at: Generated<string>
    account_id: Generated<string | null>
    request_id: Generated<string | null>
    origin: Generated<string | null>
    action: string
    subject: string
    subject_id: string
    patient_id: string | null
    reason: string | null
    fields: Generated<string[]>
    before: unknown | null
    after: unknown | null
    xact: Generated<number>
    payload: Buffer | null
    batch: number | null
    support_id: Generated<string | null>
  }
  'tenant.audit_heads': {
    organization_id: string
    number: number
    mac: Buffer
  }
  'tenant.audit_keys': {
    organization_id: string
    person_id: string
    key_sealed: Buffer | null
    forgotten_at: string | null
  }
  'tenant.events': {
    organization_id: string
    id: Generated<string>
    name: string
    payload: unknown
    at: Generated<string>
    xact: Generated<number>
    dispatched_at: string | null
  }
  'tenant.forgotten_events': {
    organization_id: string
    below: number
  }
  'tenant.idempotency_keys': {
    organization_id: string
    account_id: string
    route: string
    key: string
    body_hash: Buffer
    answer_sealed: Buffer | null
    at: Generated<string>
  }
}
