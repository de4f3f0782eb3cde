import type { Generated } from 'kysely'

/** Tables of the schema control that scheduling owns. Generated from the migrations by `npm run gen:tables`; not edited by hand. */
export interface SchedulingTables {
  'control.busy': {
    organization_id: string
    id: string
    account_id: string
    appointment_id: string
    party: Generated<string>
    taken_from: string
    starts_at: string
    ends_at: string
    free_from: string
    expires_at: string | null
    confirmed_at: string | null
    created_at: Generated<string>
  }
  'control.practices': {
    organization_id: string
    account_id: string
    consent: Generated<string>
    since: Generated<string>
    filled_at: string | null
  }
  'control.shared_accounts': {
    account_id: string
  }
}
