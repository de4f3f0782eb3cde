import { bigint, bool, date, int, json, nullable, text, textOf, uuid } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import type { Recipient } from '../invoices/queries.ts'
import type { Interval } from '../periods/rules.ts'

const subscriptionRow = shape({
  organization_id: uuid,
  plan: text,
  price: bigint,
  currency: text,
  billing_interval: textOf<Interval>(),
  payment: nullable(textOf<'invoice' | 'card' | 'granted'>()),
  anchor: nullable(date),
  period_from: nullable(date),
  period_to: nullable(date),
  trial_to: nullable(date),
  has_tried: bool,
  is_warned: bool,
  next_plan: nullable(text),
  credit: bigint,
  credit_currency: nullable(text),
  recipient: nullable(json<Recipient>()),
  card_customer: nullable(text),
  version: int,
})

export type SubscriptionRow = RowOf<typeof subscriptionRow>

export const findSubscription = (control: ControlTx, organizationId: string) =>
  control.maybe(subscriptionRow`
    select ${subscriptionRow.of('s')} from control.subscriptions s where s.organization_id = ${organizationId}`)

/** Whoever changes it waits here for whoever does. */
export const lockSubscription = (control: ControlTx, organizationId: string) =>
  control.maybe(subscriptionRow`
    select ${subscriptionRow.of('s')} from control.subscriptions s where s.organization_id = ${organizationId} for update`)

const planOfRow = shape({ plan: text, slug: text, name: text, country: text })

/** What the organization has today, ordered or not. */
export const findCustomer = (control: ControlTx, organizationId: string) =>
  control.maybe(planOfRow`
    select ${planOfRow.of('o')} from control.organizations o where o.id = ${organizationId}`)

/** Of whoever asks. */
export async function findOwnAddress(control: ControlTx): Promise<string> {
  const { email } = await control.one(
    shape({ email: text })`select a.email from control.accounts a where a.id = ${control.caller.accountId ?? null}`,
  )
  return email
}
