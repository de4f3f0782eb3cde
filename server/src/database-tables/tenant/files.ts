import type { Generated } from 'kysely'

/** Tables of the schema tenant that files owns. Generated from the migrations by `npm run gen:tables`; not edited by hand. */
export interface FilesTables {
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
}
