import type { Generated } from 'kysely'

/** Tables of the schema control that plans owns. Generated from the migrations by `npm run gen:tables`; not edited by hand. */
export interface PlansTables {
  'control.plans': {
    key: string
    names: unknown
    price: number
    currency: string
    billing_interval: string
    limits: Generated<unknown>
    features: Generated<string[]>
    trial_days: Generated<number>
    is_offered: Generated<boolean>
    position: number
    version: Generated<number>
  }
}
