import type { Generated } from 'kysely'

/** Tables of the schema control that organizations owns. Generated from the migrations by `npm run gen:tables`; not edited by hand. */
export interface OrganizationsTables {
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
  'control.memberships': {
    organization_id: string
    account_id: string
    role_key: string
    clinic_ids: string[] | null
    joined_at: Generated<string>
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
    region: string | null
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
  'control.uses': {
    organization_id: string
    user_id: string
    first_at: Generated<string>
    last_at: Generated<string>
  }
}
