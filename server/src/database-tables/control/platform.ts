import type { Generated } from 'kysely'

/** Tables of the schema control that platform owns. Generated from the migrations by `npm run gen:tables`; not edited by hand. */
export interface PlatformTables {
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
  'control.organization_setups': {
    organization_id: string
    placement_id: string
    database_name: string
    server: string
    region: string
    owner_email: string
    language: string
    asked_by: string
    asked_at: Generated<string>
    created_at: string | null
    migrated_at: string | null
    tries: Generated<number>
    look_at: Generated<string>
    failed_at: string | null
    failure: string | null
  }
  'control.organization_sizes': {
    organization_id: string
    patients: number
    appointments: number
    failed_mails: number
    schema_version: string
    measured_at: Generated<string>
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
}
