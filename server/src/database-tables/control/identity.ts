import type { Generated } from 'kysely'

/** Tables of the schema control that identity owns. Generated from the migrations by `npm run gen:tables`; not edited by hand. */
export interface IdentityTables {
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
}
