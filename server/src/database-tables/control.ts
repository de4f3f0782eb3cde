import type { Generated } from 'kysely'

/** Rows of every table of the schema control. Generated from the migrations by `npm run gen:tables`; not edited by hand. */
export interface ControlTables {
  'control.account_directory': {
    organization_id: string
    account_id: string
  }
  'control.account_messages': {
    id: Generated<string>
    kind: string
    sealed: Buffer
    state: Generated<string>
    attempts: Generated<number>
    failure: string | null
    claimed_at: string | null
    sent_at: string | null
    created_at: Generated<string>
  }
  'control.accounts': {
    id: string
    name: string
    email: string
    email_verified: boolean
    language: Generated<string>
    is_platform_administrator: Generated<boolean>
    created_at: Generated<string>
    has_second_factor: Generated<boolean>
    deleted_at: string | null
  }
  'control.api_keys': {
    organization_id: string
    id: string
    name: string
    secret_hash: Buffer
    starts_with: string
    permissions: string[]
    created_by: string
    expires_at: string
    revoked_at: string | null
    created_at: Generated<string>
  }
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
  'control.busy': {
    organization_id: string
    id: string
    account_id: string
    appointment_id: string
    party: Generated<string>
    taken_from: string
    starts_at: string
    ends_at: string
    free_from: string
    expires_at: string | null
    confirmed_at: string | null
    created_at: Generated<string>
  }
  'control.card_events': {
    id: string
    organization_id: string | null
    invoice_id: string | null
    kind: string
    refused: string | null
    at: Generated<string>
  }
  'control.closings': {
    organization_id: string
    asked_by: string | null
    reason: string | null
    asked_at: Generated<string>
    closes_at: string
    shred_after: string
    told_at: string | null
    closed_at: string | null
    shredding_since: string | null
    files_deleted_at: string | null
    access_ended_at: string | null
    shredded_at: string | null
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
  'control.hosts': {
    organization_id: string
    id: string
    name: string
    state: Generated<string>
    proof: string
    checked_at: string | null
    missing_since: string | null
    created_at: Generated<string>
  }
  'control.idempotency_keys': {
    account_id: string
    route: string
    key: string
    body_hash: Buffer
    answer_sealed: Buffer | null
    at: Generated<string>
  }
  'control.invitations': {
    organization_id: string
    id: string
    email: string
    role_key: string
    clinic_ids: string[] | null
    token_hash: Buffer
    state: Generated<string>
    invited_by: string
    accepted_by: string | null
    created_at: Generated<string>
    expires_at: string
  }
  'control.invoice_numbers': {
    kind: string
    year: number
    last: number
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
  'control.memberships': {
    organization_id: string
    account_id: string
    role_key: string
    clinic_ids: string[] | null
    joined_at: Generated<string>
    version: Generated<number>
  }
  'control.oauth_clients': {
    organization_id: string
    id: string
    name: string
    redirect_uris: string[]
    secret_hash: Buffer | null
    scopes: string[]
    removed_at: string | null
    version: Generated<number>
    created_at: Generated<string>
  }
  'control.operator_invitations': {
    id: Generated<string>
    email: string
    role: string
    token_hash: Buffer
    state: Generated<string>
    invited_by: string | null
    accepted_by: string | null
    created_at: Generated<string>
    expires_at: string
  }
  'control.operators': {
    account_id: string
    role: string
    since: Generated<string>
    ended_at: string | null
    version: Generated<number>
  }
  'control.organization_keys': {
    organization_id: string
    wrapped: Buffer
    purpose: Generated<string>
    number: Generated<number>
    created_at: Generated<string>
    retired_at: string | null
  }
  'control.organization_sizes': {
    organization_id: string
    patients: number
    appointments: number
    failed_mails: number
    schema_version: string
    measured_at: Generated<string>
  }
  'control.organization_slugs': {
    organization_id: string
    slug: string
  }
  'control.organizations': {
    id: string
    slug: string
    name: string
    kind: string
    country: string
    currency: string
    time_zone: string
    plan: Generated<string>
    placement_id: string
    founded_at: string | null
    version: Generated<number>
    created_at: Generated<string>
    logo_file_id: string | null
    status: Generated<string>
    status_reason: string | null
    status_since: Generated<string>
    brand: Generated<unknown>
    closes_at: string | null
    resumes_as: string | null
    resumes_reason: string | null
  }
  'control.placements': {
    id: string
    name: string
    connection_sealed: Buffer | null
  }
  'control.plans': {
    key: string
    names: unknown
    price: number
    currency: string
    billing_interval: string
    limits: Generated<unknown>
    features: Generated<string[]>
    trial_days: Generated<number>
    is_offered: Generated<boolean>
    position: number
    version: Generated<number>
  }
  'control.platform_invoices': {
    organization_id: string
    id: Generated<string>
    number: string
    kind: string
    corrects: string | null
    issued_at: Generated<string>
    issued_on: string
    due_on: string
    plan: string
    period_from: string
    period_to: string
    lines: unknown
    currency: string
    net: number
    tax_permille: number
    tax: number
    total: number
    issuer: unknown
    recipient: unknown
    state: Generated<string>
    settled_at: string | null
    settled_by: string | null
    reference: string | null
    mails: Generated<number>
    charges: Generated<number>
  }
  'control.platform_issuer': {
    is_only: Generated<boolean>
    name: Generated<string>
    lines: Generated<string>
    country: Generated<string>
    tax_number: Generated<string>
    tax_permille: Generated<number>
    payment_details: Generated<string>
    prefix: Generated<string>
    version: Generated<number>
  }
  'control.platform_log': {
    id: Generated<string>
    at: Generated<string>
    account_id: Generated<string | null>
    request_id: Generated<string | null>
    act: string
    organization_id: string | null
    operator_id: string | null
    about: string | null
    reason: string | null
  }
  'control.practices': {
    organization_id: string
    account_id: string
    consent: Generated<string>
    since: Generated<string>
    filled_at: string | null
  }
  'control.promised_looks': {
    look_at: string
    placement_id: string
  }
  'control.roles': {
    organization_id: string
    key: string
    name: string
    permissions: string[]
    version: Generated<number>
    created_at: Generated<string>
    is_clinical: Generated<boolean>
    based_on: string | null
    known_permissions: Generated<string[]>
  }
  'control.security_policies': {
    organization_id: string
    second_factor_roles: Generated<string[]>
    idle_minutes: number | null
    absolute_hours: number | null
    version: Generated<number>
    created_at: Generated<string>
  }
  'control.shared_accounts': {
    account_id: string
  }
  'control.subscriptions': {
    organization_id: string
    plan: string
    price: number
    currency: string
    billing_interval: string
    payment: string | null
    anchor: string | null
    period_from: string | null
    period_to: string | null
    trial_to: string | null
    has_tried: Generated<boolean>
    is_warned: Generated<boolean>
    next_plan: string | null
    credit: Generated<number>
    credit_currency: string | null
    recipient: unknown | null
    card_customer: string | null
    due_at: string | null
    version: Generated<number>
  }
  'control.support_accesses': {
    organization_id: string
    id: Generated<string>
    account_id: string
    reason: string
    asked_scope: string
    asks_to_write: boolean
    asked_minutes: number
    state: Generated<string>
    asked_at: Generated<string>
    may_open_at: Generated<string>
    answered_at: string | null
    answered_by: string | null
    scope: string | null
    may_write: boolean | null
    minutes: number | null
    begins_at: string | null
    expires_at: string | null
    is_break_glass: Generated<boolean>
    break_glass_reason: string | null
    ended_at: string | null
    ended_by: string | null
    version: Generated<number>
  }
  'control.support_rules': {
    organization_id: string
    allows_break_glass: Generated<boolean>
    version: Generated<number>
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
  'control.uses': {
    organization_id: string
    user_id: string
    first_at: Generated<string>
    last_at: Generated<string>
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
  }
}
