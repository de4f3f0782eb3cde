import type { Generated } from 'kysely'

/** Tables of the schema control that programs owns. Generated from the migrations by `npm run gen:tables`; not edited by hand. */
export interface ProgramsTables {
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
}
