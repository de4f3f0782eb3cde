import { sql } from 'kysely'
import { findPlan, findSmallestPlan } from '../../plans/public.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { beginPeriod, changeOver, follow, writeSubscription } from '../subscriptions/actions.ts'
import { settleInvoice } from '../invoices/actions.ts'
import { findInvoice, listOpenInvoices, type InvoiceRow } from '../invoices/queries.ts'
import { lockSubscription, type SubscriptionRow } from '../subscriptions/queries.ts'
import { today } from '../periods/queries.ts'
import { chargesBy, daysAfter, isHeld, nextDay, mailsBy } from '../periods/rules.ts'
import { terms } from '@polyclinic/contract/subscriptions/terms.ts'
import { followReversal, receiveSurplus } from '../reversals/actions.ts'
import type { TellCustomer } from '../mails/actions.ts'

/**
 * Does what is due of a subscription, in one transaction: ends a trial, bills the next period, reminds, and says when to look
 * again. What was done is not done again, however often it is asked for; whoever is killed has done nothing.
 */
export async function advance(
  control: ControlTx,
  organizationId: string,
  tell: TellCustomer,
  { asksCard }: { asksCard?: true } = {},
): Promise<void> {
  const found = await lockSubscription(control, organizationId)
  if (!found) return
  const day = await today(control)
  const open = await listOpenInvoices(control, organizationId)
  const ended = await endTrial(control, found, day)
  const billed = await billUntil(control, ended, day, isHeld(day, open))
  await warnOfEnd(control, billed, day, tell)
  for (const invoice of await listOpenInvoices(control, organizationId)) await tellOf(control, invoice, day, tell)
  await scheduleNext(control, billed, day, asksCard ? cardPatience : undefined)
}

/** What was tried and ordered is billed from that day on; what was not ordered gives way to the smallest plan. */
async function endTrial(control: ControlTx, row: SubscriptionRow, day: string): Promise<SubscriptionRow> {
  if (row.trial_to === null || row.trial_to > day) return row
  const isOrdered = row.payment === 'invoice' || row.payment === 'card'
  if (!isOrdered) return changeOver(control, row, await findSmallestPlan(control), day)
  return beginPeriod(control, row, row.trial_to, { anchor: row.trial_to })
}

/** Every period that has begun; none while an old bill keeps the organization from working: it begins anew once that is paid. */
async function billUntil(
  control: ControlTx,
  row: SubscriptionRow,
  day: string,
  isWaiting: boolean,
): Promise<SubscriptionRow> {
  let billed = row
  const isPaused = row.period_to === null && row.trial_to === null && row.price > 0 && row.payment !== 'granted'
  if (isPaused && !isWaiting) billed = await beginPeriod(control, row, day, { anchor: day })
  while (billed.period_to !== null && billed.period_to <= day) {
    const next = billed.next_plan === null ? undefined : await findPlan(control, billed.next_plan)
    if (next) billed = await changeOver(control, billed, next, billed.period_to ?? day)
    else if (isWaiting)
      billed = await writeSubscription(control, billed, { anchor: null, period_from: null, period_to: null })
    else billed = await beginPeriod(control, billed, billed.period_to)
  }
  return billed
}

/** The bill itself, and what reminds of it; who was away for weeks is written to once. */
async function tellOf(control: ControlTx, invoice: InvoiceRow, day: string, tell: TellCustomer): Promise<void> {
  const due = mailsBy(day, invoice)
  if (due <= invoice.mails) return
  await control.run(sql`
    update control.platform_invoices set mails = ${due}
    where organization_id = ${invoice.organization_id} and id = ${invoice.id}`)
  await tell(due === 1 ? 'bill' : 'bill-reminder', invoice.recipient, {
    number: invoice.number,
    total: { amount: invoice.total, currency: invoice.currency },
    day: invoice.due_on,
    lastDay: daysAfter(invoice.due_on, terms.readOnlyAfter),
  })
}

async function warnOfEnd(control: ControlTx, row: SubscriptionRow, day: string, tell: TellCustomer): Promise<void> {
  const { trial_to: trialTo, recipient } = row
  if (trialTo === null || row.is_warned || !recipient || daysAfter(trialTo, -terms.warnBefore) > day) return
  await writeSubscription(control, row, { is_warned: true })
  await tell('trial-ending', recipient, { day: trialTo })
}

/** Minutes after which somebody else looks whether the card was asked: until then whoever asks tries again. */
const cardPatience = 60

/** When it is looked at next: soon where the card is to be asked, and else on the next day on which something changes. */
export async function scheduleNext(control: ControlTx, row: SubscriptionRow, day: string, patience = 0): Promise<void> {
  const open = await listOpenInvoices(control, row.organization_id)
  const toCharge = toBeCharged(row, open, day)
  const next = nextDay(day, row, open)
  const dueAt =
    toCharge.length > 0
      ? sql`clock_timestamp() + make_interval(mins => ${patience})`
      : sql`${next ?? null}::date::timestamp at time zone 'utc'`
  await control.run(sql`
    update control.subscriptions set due_at = ${dueAt} where organization_id = ${row.organization_id}`)
  await follow(control)
}

/** Bills for which the card is to be asked now. */
export const toBeCharged = (row: SubscriptionRow, open: readonly InvoiceRow[], day: string) =>
  row.payment === 'card' && row.card_customer !== null
    ? open.filter((invoice) => invoice.charges < chargesBy(day, invoice))
    : []

/** Nothing is asked of the card for it until the next day on which it is due. */
export const noteCharge = (control: ControlTx, invoice: InvoiceRow, day: string) =>
  control.run(sql`
    update control.platform_invoices set charges = ${chargesBy(day, invoice)}
    where organization_id = ${invoice.organization_id} and id = ${invoice.id}`)

interface Payment {
  by: 'card' | 'transfer'
  reference: string
  /** In the currency of the bill. */
  amount: number
}

/** A bill that was paid twice is paid once: what came beside it is the organization's. Told twice of one payment, it hears once. */
export async function receivePayment(
  control: ControlTx,
  { organization_id: organizationId, id }: InvoiceRow,
  { by, reference, amount }: Payment,
  tell: TellCustomer,
): Promise<void> {
  await lockSubscription(control, organizationId)
  const invoice = await findInvoice(control, organizationId, id)
  if (!invoice || invoice.reference === reference || invoice.lost_references.includes(reference)) return
  const beside = invoice.surplus[reference]
  if (beside && beside.amount > 0) return
  // what went back before it was told of pays nothing
  const isFirst = !beside && (await settleInvoice(control, invoice, by, reference))
  if (!isFirst) await receiveSurplus(control, invoice, reference, amount)
  await followReversal(control, organizationId, id)
  await advance(control, organizationId, tell)
}
