import type { Generated } from 'kysely'

/** Rows of every table of the schema tenant. Generated from the migrations by `npm run gen:tables`; not edited by hand. */
export interface TenantTables {
  'tenant.appointments': {
    organization_id: string
    id: string
    patient_id: string
    service_id: string
    practitioner_id: string
    clinic_id: string
    room_id: string | null
    state: Generated<string>
    starts_at: string
    ends_at: string
    buffer_before: number
    buffer_after: number
    overbook_reason: string | null
    is_outside_hours: Generated<boolean>
    note_sealed: Buffer | null
    cancellation_reason: string | null
    cancelled_at: string | null
    arrived_at: string | null
    ics_sequence: Generated<number>
    version: Generated<number>
    created_at: Generated<string>
    busy_claim_id: string | null
    earlier_states: Generated<string[]>
    overbook_reason_sealed: Buffer | null
    links_withdrawn_at: string | null
  }
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
  'tenant.brands': {
    organization_id: string
    logo_file_id: string | null
    version: Generated<number>
    look: Generated<unknown>
    look_version: Generated<number>
  }
  'tenant.claim_codes': {
    organization_id: string
    id: string
    token: Buffer
    code_hash: Buffer
    patient_ids: Generated<string[]>
    asked_by: string | null
    guardian_id: string | null
    failures: Generated<number>
    used_at: string | null
    created_at: Generated<string>
    expires_at: string
  }
  'tenant.claim_outcomes': {
    organization_id: string
    claim_id: string
    outcome: string
    at: Generated<string>
  }
  'tenant.claims': {
    organization_id: string
    resource_id: string
    appointment_id: string
    party: Generated<string>
    taken_from: string
    starts_at: string
    ends_at: string
    free_from: string
    expires_at: string | null
  }
  'tenant.clinics': {
    organization_id: string
    id: string
    legal_entity_id: string
    name: string
    time_zone: string
    contact_sealed: Buffer | null
    version: Generated<number>
    created_at: Generated<string>
  }
  'tenant.emergency_accesses': {
    organization_id: string
    id: string
    patient_id: string
    account_id: string
    reason_sealed: Buffer
    granted_at: Generated<string>
    expires_at: Generated<string>
    ended_at: string | null
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
  'tenant.file_parts': {
    organization_id: string
    id: string
    file_id: string
    number: number
    state: Generated<string>
    fingerprint: Buffer | null
    created_at: Generated<string>
  }
  'tenant.file_previews': {
    organization_id: string
    file_id: string
    small_sealed: Buffer
  }
  'tenant.files': {
    organization_id: string
    id: string
    account_id: string
    purpose: string
    state: Generated<string>
    size: number
    type: string | null
    facts_sealed: Buffer
    key_sealed: Buffer
    used_at: string | null
    created_at: Generated<string>
  }
  'tenant.forgotten_events': {
    organization_id: string
    below: number
  }
  'tenant.guardians': {
    organization_id: string
    id: string
    name: string
    name_key: string
    contact_sealed: Buffer | null
    memo_sealed: Buffer | null
    language: string | null
    version: Generated<number>
    created_at: Generated<string>
    archived_at: string | null
    search_text: Generated<string>
    search_keys: Generated<unknown>
    fold_version: Generated<number>
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
  'tenant.legal_entities': {
    organization_id: string
    id: string
    name: string
    country: string
    currency: string
    version: Generated<number>
    created_at: Generated<string>
  }
  'tenant.limit_overruns': {
    organization_id: string
    limit_key: string
    since: Generated<string>
  }
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
  'tenant.opening_hours': {
    organization_id: string
    clinic_id: string
    weekday: number
    from_minute: number
    to_minute: number
  }
  'tenant.patient_accounts': {
    organization_id: string
    patient_id: string
    account_id: string
    relation: string
    guardian_id: string | null
    since: Generated<string>
    ended_at: string | null
    permissions: Generated<string[]>
    version: Generated<number>
    expires_at: string | null
    blocked_at: string | null
    blocked_reason: string | null
  }
  'tenant.patient_guardians': {
    organization_id: string
    patient_id: string
    guardian_id: string
    since: Generated<string>
  }
  'tenant.patient_pictures': {
    organization_id: string
    patient_id: string
    file_id: string | null
    version: Generated<number>
  }
  'tenant.patients': {
    organization_id: string
    id: string
    kind: string
    given_name: string
    family_name: string | null
    name_key: string
    search_text: string
    birth_date: string | null
    sex: string | null
    species: string | null
    breed: string | null
    is_neutered: boolean | null
    colour: string | null
    language: string | null
    microchip_sealed: Buffer | null
    contact_sealed: Buffer | null
    memo_sealed: Buffer | null
    home_clinic_id: string | null
    deceased_on: string | null
    version: Generated<number>
    created_at: Generated<string>
    archived_at: string | null
    search_keys: Generated<unknown>
    fold_version: Generated<number>
    birth_date_precision: Generated<string>
  }
  'tenant.practitioner_clinics': {
    organization_id: string
    practitioner_id: string
    clinic_id: string
  }
  'tenant.practitioner_pictures': {
    organization_id: string
    practitioner_id: string
    file_id: string | null
    version: Generated<number>
  }
  'tenant.practitioners': {
    organization_id: string
    id: string
    display_name: string
    profession: string
    hue: number
    account_id: string | null
    version: Generated<number>
    created_at: Generated<string>
    archived_at: string | null
  }
  'tenant.resources': {
    organization_id: string
    id: string
    practitioner_id: string | null
    room_id: string | null
    place: Generated<number>
    shared: Generated<boolean>
  }
  'tenant.rooms': {
    organization_id: string
    id: string
    clinic_id: string
    name: string
    capacity: number
    version: Generated<number>
    created_at: Generated<string>
    archived_at: string | null
  }
  'tenant.search_tokens': {
    organization_id: string
    token: Buffer
    patient_id: string
  }
  'tenant.service_clinics': {
    organization_id: string
    service_id: string
    clinic_id: string
  }
  'tenant.service_practitioners': {
    organization_id: string
    service_id: string
    practitioner_id: string
  }
  'tenant.service_rooms': {
    organization_id: string
    service_id: string
    room_id: string
  }
  'tenant.services': {
    organization_id: string
    id: string
    name: string
    duration_minutes: number
    buffer_before: Generated<number>
    buffer_after: Generated<number>
    price_amount: number | null
    price_currency: string | null
    hue: number
    at_listed_clinics: Generated<boolean>
    by_listed_practitioners: Generated<boolean>
    in_listed_rooms: Generated<boolean>
    version: Generated<number>
    created_at: Generated<string>
    archived_at: string | null
  }
  'tenant.websites': {
    organization_id: string
    is_public: Generated<boolean>
    embed_origins: Generated<string[]>
    version: Generated<number>
  }
  'tenant.working_hours': {
    organization_id: string
    practitioner_id: string
    clinic_id: string
    weekday: number
    from_minute: number
    to_minute: number
  }
}
