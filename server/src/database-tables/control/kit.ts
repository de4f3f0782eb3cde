import type { Generated } from 'kysely'

/** Tables of the schema control that kit owns. Generated from the migrations by `npm run gen:tables`; not edited by hand. */
export interface KitTables {
  'control.audit_batches': {
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
  'control.audit_events': {
    organization_id: string
    id: Generated<string>
    at: Generated<string>
    account_id: Generated<string | null>
    request_id: Generated<string | null>
    action: string
    subject: string
    subject_id: string
    fields: Generated<string[]>
    before: unknown | null
    after: unknown | null
    xact: Generated<number>
    origin: Generated<string | null>
    payload: Buffer | null
    batch: number | null
    person_id: Generated<string>
    support_id: Generated<string | null>
  }
  'control.audit_forgotten': {
    organization_id: string
    batch: number
    places: Buffer
    mac: Buffer
  }
  'control.audit_heads': {
    organization_id: string
    number: number
    mac: Buffer
  }
  'control.audit_keys': {
    organization_id: string
    person_id: string
    key_sealed: Buffer | null
    forgotten_at: string | null
  }
  'control.dead_jobs': {
    organization_id: string
    count: number
  }
  'control.dropped_jobs': {
    organization_id: string
    name: string
    count: Generated<number>
    first_at: Generated<string>
    last_at: Generated<string>
  }
  'control.due_work': {
    placement_id: string
    kind: string
    next_at: Generated<string>
    not_before: Generated<string>
    taken_by: string | null
    failures: Generated<number>
    revision: Generated<string>
  }
  'control.first_key': {
    is_one: Generated<boolean>
    wrapped: Buffer
  }
  'control.health': {
    what: string
    count: number
    at: Generated<string>
  }
  'control.idempotency_keys': {
    account_id: string
    route: string
    key: string
    body_hash: Buffer
    answer_sealed: Buffer | null
    at: Generated<string>
  }
  'control.key_rotation_steps': {
    organization_id: string
    number: number
    subject: string
    pass: number
    after: string | null
    rows: Generated<number>
    finished_at: string | null
  }
  'control.key_rotations': {
    organization_id: string
    number: number
    started_at: Generated<string>
    finished_at: string | null
  }
  'control.placements': {
    id: string
    name: string
    connection_sealed: Buffer | null
    server: Generated<string>
    region: Generated<string>
  }
  'control.promised_looks': {
    look_at: string
    placement_id: string
  }
  'control.toggle_rules': {
    id: Generated<string>
    toggle: string
    kind: string
    organization_id: string | null
    subject: string | null
    is_on: boolean
    reason: string
    at: Generated<string>
  }
  'control.work_pieces': {
    id: string
    work_id: string
    account_id: string
    number: number
    size: number | null
  }
  'control.works': {
    id: string
    kind: string
    account_id: string
    organization_id: string | null
    state: Generated<string>
    once_key: string | null
    input_sealed: Buffer
    key_sealed: Buffer
    done: Generated<number>
    total: number | null
    place_sealed: Buffer | null
    pieces: Generated<number>
    result_sealed: Buffer | null
    error: string | null
    attempts: Generated<number>
    not_before: Generated<string>
    taken_by: string | null
    run: string | null
    cancel_asked_at: string | null
    created_at: Generated<string>
    finished_at: string | null
    expires_at: string | null
    clear_at: string | null
    needs: Generated<string[]>
  }
}
