import type { Generated } from 'kysely'

/** Tables of the schema control that website owns. Generated from the migrations by `npm run gen:tables`; not edited by hand. */
export interface WebsiteTables {
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
}
