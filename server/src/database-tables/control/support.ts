import type { Generated } from 'kysely'

/** Tables of the schema control that support owns. Generated from the migrations by `npm run gen:tables`; not edited by hand. */
export interface SupportTables {
  'control.support_accesses': {
    organization_id: string
    id: Generated<string>
    account_id: string
    reason: string
    asked_scope: string
    asks_to_write: boolean
    asked_minutes: number
    state: Generated<string>
    asked_at: Generated<string>
    may_open_at: Generated<string>
    answered_at: string | null
    answered_by: string | null
    scope: string | null
    may_write: boolean | null
    minutes: number | null
    begins_at: string | null
    expires_at: string | null
    is_break_glass: Generated<boolean>
    break_glass_reason: string | null
    ended_at: string | null
    ended_by: string | null
    version: Generated<number>
  }
  'control.support_rules': {
    organization_id: string
    allows_break_glass: Generated<boolean>
    version: Generated<number>
  }
}
