import type { Generated } from 'kysely'

/** Tables of the schema tenant that website owns. Generated from the migrations by `npm run gen:tables`; not edited by hand. */
export interface WebsiteTables {
  'tenant.websites': {
    organization_id: string
    is_public: Generated<boolean>
    embed_origins: Generated<string[]>
    version: Generated<number>
  }
}
