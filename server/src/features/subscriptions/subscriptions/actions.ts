import { sql } from 'kysely'
import { terms } from '@polyclinic/contract/subscriptions/terms.ts'
import type { BillRecipient, WayToPay } from '@polyclinic/contract/subscriptions/subscriptions.ts'
import { db } from '../../../database.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { justWritten, requireVersion } from '../../../kit/db/versioned.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import { findOfferedPlan, findPlan, type PlanRow } from '../../plans/public.ts'
import { issueInvoice } from '../invoices/actions.ts'
import { listOpenInvoices, type Recipient } from '../invoices/queries.ts'
import { today } from '../periods/queries.ts'
import { findCustomer, lockSubscription, type SubscriptionRow } from './queries.ts'
import { billedLines, daysAfter, isTried, periodFrom, unusedOf } from '../periods/rules.ts'

type Changed = Partial<Omit<SubscriptionRow, 'organization_id' | 'version' | 'recipient'>> & { recipient?: Recipient }

/** The subscription, which nobody else changes until this transaction ends: what was never ordered is what was given. */
export async function openSubscription(control: ControlTx, organizationId: string): Promise<SubscriptionRow> {
  const found = await lockSubscription(control, organizationId)
  if (found) return found
  const customer = await findCustomer(control, organizationId)
  const plan = customer && (await findPlan(control, customer.plan))
  if (!plan) throw refuse('not-found')
  await control.run(
    db
      .insertInto('control.subscriptions')
      .values({
        organization_id: organizationId,
        plan: plan.key,
        price: 0,
        currency: plan.currency,
        billing_interval: plan.billing_interval,
        payment: plan.price > 0 ? 'granted' : null,
      })
      .onConflict((conflict) => conflict.doNothing()),
  )
  return justWritten(lockSubscription(control, organizationId))
}

export async function writeSubscription(
  control: ControlTx,
  { organization_id: organizationId }: Pick<SubscriptionRow, 'organization_id'>,
  { recipient, ...changed }: Changed,
): Promise<SubscriptionRow> {
  await control.run(
    db
      .updateTable('control.subscriptions')
      .set({ ...changed, ...(recipient && { recipient: JSON.stringify(recipient) }) })
      .where('organization_id', '=', organizationId),
  )
  return justWritten(lockSubscription(control, organizationId))
}

/** Its plan and status become what the subscription and the bills say; every process is told with the commit. */
export const follow = (control: ControlTx) =>
  control.run(sql`select control.follow_subscription(${terms.readOnlyAfter})`)

const priceOf = ({ key, price, currency, billing_interval: interval }: PlanRow) => ({
  plan: key,
  price,
  currency,
  billing_interval: interval,
})

/** Nothing is billed from here on. */
const unbilled = { anchor: null, period_from: null, period_to: null, trial_to: null, next_plan: null } as const

export interface Order {
  plan: string
  payment?: WayToPay
  recipient?: BillRecipient
}

/**
 * A larger plan begins at once, with a bill that takes into account what was not used of the one before; a smaller one when
 * what was billed is over. What is tried is billed from the end of the trial on.
 */
export async function orderPlan(
  control: ControlTx,
  organizationId: string,
  expectedVersion: number | undefined,
  { plan: key, payment, recipient }: Order,
): Promise<SubscriptionRow> {
  const wanted = await findOfferedPlan(control, key)
  if (!wanted) throw refuseField('plan', 'unknown', 'No such plan is on offer.')
  const subscription = await openSubscription(control, organizationId)
  requireVersion(subscription.version, expectedVersion)
  const current = await findPlan(control, subscription.plan)
  const isSame = wanted.key === subscription.plan
  const isMore = wanted.position > (current?.position ?? 0)
  const day = await today(control)
  if (wanted.price === 0 && subscription.period_to === null)
    return writeSubscription(control, subscription, { ...priceOf(wanted), ...unbilled, payment: null })
  if (wanted.price === 0) return writeSubscription(control, subscription, { next_plan: wanted.key })
  const agreed = { payment: required('payment', payment), recipient: required('recipient', recipient) }
  const isRunning = subscription.period_to !== null
  if (isRunning && isSame) return writeSubscription(control, subscription, { ...agreed, next_plan: null })
  if (isTried(subscription, day))
    return writeSubscription(control, subscription, { ...agreed, ...priceOf(wanted), next_plan: null })
  if (isRunning && !(isMore && wanted.currency === subscription.currency))
    return writeSubscription(control, subscription, { ...agreed, next_plan: wanted.key })
  await requireNothingOverdue(control, organizationId)
  const credited = await creditUnused(control, subscription, day)
  return beginPeriod(control, { ...credited, ...agreed, ...priceOf(wanted) }, day, { anchor: day })
}

function required<Value>(field: string, value: Value | undefined): Value {
  if (value === undefined) throw refuseField(field, 'required', 'is asked for by a plan that costs something')
  return value
}

async function requireNothingOverdue(control: ControlTx, organizationId: string): Promise<void> {
  const overdue = (await listOpenInvoices(control, organizationId)).find((invoice) => invoice.is_overdue)
  if (!overdue) return
  const { number, total: amount, currency } = overdue
  throw refuse('bill-open', { number, total: { amount, currency } })
}

/** What was billed and not used is the organization's. */
export async function creditUnused(control: ControlTx, row: SubscriptionRow, day: string): Promise<SubscriptionRow> {
  const { period_from: from, period_to: to } = row
  if (from === null || to === null) return row
  const unused = unusedOf(row.price, { from, to }, day)
  return addCredit(control, row, unused, row.currency)
}

export const addCredit = async (control: ControlTx, row: SubscriptionRow, amount: number, currency: string) =>
  amount === 0
    ? row
    : writeSubscription(control, row, {
        credit: amount + (row.credit_currency === currency ? row.credit : 0),
        credit_currency: currency,
      })

/** Bills the period that begins on that day, with the subscription as it is given. */
export async function beginPeriod(
  control: ControlTx,
  row: SubscriptionRow,
  from: string,
  { anchor = row.anchor ?? from }: { anchor?: string } = {},
): Promise<SubscriptionRow> {
  const { organization_id: organizationId, plan, price, currency, recipient } = row
  if (!recipient) throw new Error('what is billed has a recipient')
  const period = periodFrom(from, anchor, row.billing_interval)
  const { names = {} } = (await findPlan(control, plan)) ?? {}
  const credit = row.credit_currency === currency ? row.credit : 0
  const { lines, left } = billedLines({ plan, names, price, period }, credit)
  await issueInvoice(control, {
    organizationId,
    plan,
    period,
    lines,
    currency,
    recipient,
    today: await today(control),
  })
  return writeSubscription(control, row, {
    plan,
    price,
    currency,
    billing_interval: row.billing_interval,
    payment: row.payment,
    recipient,
    anchor,
    period_from: period.from,
    period_to: period.to,
    trial_to: null,
    next_plan: null,
    ...(row.credit_currency === currency && { credit: left }),
  })
}

/** Once for each organization, and never in place of what was ordered. */
export async function tryPlan(
  control: ControlTx,
  organizationId: string,
  { plan: key, recipient }: { plan: string; recipient: Recipient },
): Promise<SubscriptionRow> {
  const wanted = await findOfferedPlan(control, key)
  if (!wanted || wanted.trial_days === 0) throw refuseField('plan', 'unknown', 'No such plan can be tried.')
  const subscription = await openSubscription(control, organizationId)
  if (subscription.has_tried) throw refuse('trial-used')
  const current = await findPlan(control, subscription.plan)
  if (subscription.period_to !== null || (current && current.position >= wanted.position))
    throw refuse('wrong-state', { state: subscription.plan })
  return writeSubscription(control, subscription, {
    ...unbilled,
    ...priceOf(wanted),
    payment: null,
    recipient: subscription.recipient ?? recipient,
    has_tried: true,
    is_warned: false,
    trial_to: daysAfter(await today(control), wanted.trial_days),
  })
}

/** Without a bill, by an operator; what was paid for is kept. */
export async function grantPlan(control: ControlTx, organizationId: string, plan: PlanRow): Promise<SubscriptionRow> {
  const subscription = await openSubscription(control, organizationId)
  const credited = await creditUnused(control, subscription, await today(control))
  return writeSubscription(control, credited, { ...priceOf(plan), ...unbilled, price: 0, payment: 'granted' })
}

/** When what was billed, or the trial, is over: the smaller plan, or the smallest. */
export async function changeOver(
  control: ControlTx,
  row: SubscriptionRow,
  plan: PlanRow,
  day: string,
): Promise<SubscriptionRow> {
  const changed = { ...row, ...priceOf(plan) }
  if (plan.price > 0) return beginPeriod(control, changed, day)
  return writeSubscription(control, row, { ...priceOf(plan), ...unbilled, payment: null })
}
