import type { Generated } from 'kysely'

/** Tables of the schema tenant that patients owns. Generated from the migrations by `npm run gen:tables`; not edited by hand. */
export interface PatientsTables {
  'tenant.alerts': {
    organization_id: string
    id: string
    patient_id: string
    kind: string
    priority: string
    text_sealed: Buffer
    from_day: string
    until_day: string | null
    ended_at: string | null
    ended_by: string | null
    recorded_by: string
    version: Generated<number>
    created_at: Generated<string>
  }
  'tenant.allergies': {
    organization_id: string
    id: string
    patient_id: string
    category: string
    type: string
    criticality: string
    clinical_status: string
    verification: string
    substance_sealed: Buffer
    reactions_sealed: Buffer | null
    onset_sealed: Buffer | null
    note_sealed: Buffer | null
    recorded_by: string
    version: Generated<number>
    created_at: Generated<string>
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
  'tenant.duplicate_pairs': {
    organization_id: string
    id: string
    one_id: string
    other_id: string
    reasons: string[]
    likelihood: number
    found_at: Generated<string>
    dismissed_at: string | null
    dismissed_by: string | null
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
  'tenant.majority_reviews': {
    organization_id: string
    id: string
    patient_id: string
    decision: string
    kept_until: string | null
    decided_by: string
    decided_at: Generated<string>
  }
  'tenant.no_known_allergies': {
    organization_id: string
    id: string
    patient_id: string
    asked_by: string
    asked_at: Generated<string>
    ended_at: string | null
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
    id: Generated<string>
    kind: string | null
    share: number | null
    begins_on: string | null
    begins_at: string | null
    ends_on: string | null
    ends_at: string | null
    permissions: Generated<string[]>
    is_preferred: Generated<boolean>
    sees_until_then: Generated<boolean>
    blocked_at: string | null
    blocked_by: string | null
    reason_sealed: Buffer | null
    version: Generated<number>
  }
  'tenant.patient_merge_rows': {
    organization_id: string
    merge_id: string
    of_table: string
    row_key: unknown
  }
  'tenant.patient_merges': {
    organization_id: string
    id: string
    kept_id: string
    merged_id: string
    merged_by: string
    merged_at: Generated<string>
    undo_until: Generated<string>
    undone_by: string | null
    undone_at: string | null
    archived_before: string | null
    taken_sealed: Buffer | null
    version: Generated<number>
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
    used_name: string | null
    title_sealed: Buffer | null
    pronouns_sealed: Buffer | null
    aliases_sealed: Buffer | null
    identifiers_sealed: Buffer | null
    speech_sealed: Buffer | null
    physiology_sealed: Buffer | null
    insurance_sealed: Buffer | null
    registration_sealed: Buffer | null
    whereabouts_sealed: Buffer | null
    merged_into: string | null
    compared_version: Generated<number>
    restricted_at: string | null
    erased_at: string | null
  }
  'tenant.search_tokens': {
    organization_id: string
    token: Buffer
    patient_id: string
  }
}
