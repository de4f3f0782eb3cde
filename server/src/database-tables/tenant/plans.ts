import type { Generated } from 'kysely'

/** Tables of the schema tenant that plans owns. Generated from the migrations by `npm run gen:tables`; not edited by hand. */
export interface PlansTables {
  'tenant.limit_overruns': {
    organization_id: string
    limit_key: string
    since: Generated<string>
  }
}
