import type { Generated } from 'kysely'

/** Tables of the schema control that subscriptions owns. Generated from the migrations by `npm run gen:tables`; not edited by hand. */
export interface SubscriptionsTables {
  'control.card_events': {
    id: string
    organization_id: string | null
    invoice_id: string | null
    kind: string
    refused: string | null
    at: Generated<string>
  }
  'control.invoice_numbers': {
    kind: string
    year: number
    last: number
  }
  'control.platform_invoices': {
    organization_id: string
    id: Generated<string>
    number: string
    kind: string
    corrects: string | null
    issued_at: Generated<string>
    issued_on: string
    due_on: string
    plan: string
    period_from: string
    period_to: string
    lines: unknown
    currency: string
    net: number
    tax_permille: number
    tax: number
    total: number
    issuer: unknown
    recipient: unknown
    state: Generated<string>
    settled_at: string | null
    settled_by: string | null
    reference: string | null
    mails: Generated<number>
    charges: Generated<number>
    reversed_reference: string | null
    refunded: Generated<number>
    dispute: string | null
    dispute_id: string | null
    lost_references: Generated<string[]>
    surplus: Generated<unknown>
  }
  'control.platform_issuer': {
    is_only: Generated<boolean>
    name: Generated<string>
    lines: Generated<string>
    country: Generated<string>
    tax_number: Generated<string>
    tax_permille: Generated<number>
    payment_details: Generated<string>
    prefix: Generated<string>
    version: Generated<number>
  }
  'control.subscriptions': {
    organization_id: string
    plan: string
    price: number
    currency: string
    billing_interval: string
    payment: string | null
    anchor: string | null
    period_from: string | null
    period_to: string | null
    trial_to: string | null
    has_tried: Generated<boolean>
    is_warned: Generated<boolean>
    next_plan: string | null
    credit: Generated<number>
    credit_currency: string | null
    recipient: unknown | null
    card_customer: string | null
    due_at: string | null
    version: Generated<number>
  }
}
