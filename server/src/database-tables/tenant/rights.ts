import type { Generated } from 'kysely'

/** Tables of the schema tenant that rights owns. Generated from the migrations by `npm run gen:tables`; not edited by hand. */
export interface RightsTables {
  'tenant.erasures': {
    organization_id: string
    patient_id: string
    erased_by: string
    erased_at: Generated<string>
    retained_until: string | null
    ended_at: string | null
  }
  'tenant.legal_holds': {
    organization_id: string
    id: string
    patient_id: string
    reason_sealed: Buffer | null
    held_by: string
    since: Generated<string>
    lift_reason_sealed: Buffer | null
    lifted_by: string | null
    lifted_at: string | null
    version: Generated<number>
  }
  'tenant.restrictions': {
    organization_id: string
    id: string
    patient_id: string
    reason_sealed: Buffer | null
    restricted_by: string
    since: Generated<string>
    lifted_by: string | null
    lifted_at: string | null
    version: Generated<number>
  }
  'tenant.rights_requests': {
    organization_id: string
    id: string
    patient_id: string
    kind: string
    state: Generated<string>
    asked_sealed: Buffer | null
    asked_by: string
    by_account: boolean
    asked_at: Generated<string>
    due_on: string
    answered_by: string | null
    answered_at: string | null
    answer_sealed: Buffer | null
    erase_at: string | null
    version: Generated<number>
  }
}
