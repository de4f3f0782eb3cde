import type { Subscription } from '@polyclinic/contract/subscriptions/subscriptions.ts'
import { terms } from '@polyclinic/contract/subscriptions/terms.ts'
import type { Config } from '../../../kit/config/config.ts'
import { cardsOf } from '../cards/provider.ts'
import type { InvoiceRow } from '../invoices/queries.ts'
import type { SubscriptionRow } from './queries.ts'
import { daysAfter, isTried } from '../periods/rules.ts'

interface Shown {
  config: Config
  /** What it has where nothing was ordered. */
  plan: string
  row: SubscriptionRow | undefined
  /** The first due first. */
  open: readonly InvoiceRow[]
  today: string
}

export function subscriptionView({ config, plan, row, open, today }: Shown): Subscription {
  const [first] = open
  return {
    plan,
    ...(row && orderedView(row, today)),
    canTry: !row || (!row.has_tried && row.period_to === null),
    ...(first && {
      owed: { amount: open.reduce((sum, { total }) => sum + total, 0), currency: first.currency },
      dueOn: first.due_on,
      readOnlyFrom: daysAfter(first.due_on, terms.readOnlyAfter + 1),
    }),
    waysToPay: cardsOf(config) ? ['invoice', 'card'] : ['invoice'],
    version: row?.version ?? 1,
  }
}

function orderedView(row: SubscriptionRow, today: string): Partial<Subscription> {
  const { period_from: from, period_to: to, recipient } = row
  const isBilled = row.payment === 'invoice' || row.payment === 'card'
  const changesOn = to ?? row.trial_to
  return {
    plan: row.plan,
    ...(row.payment && { payment: row.payment }),
    ...(isBilled && { price: { amount: row.price, currency: row.currency }, interval: row.billing_interval }),
    ...(from !== null && to !== null && { period: { from, to } }),
    ...(isTried(row, today) && { trialUntil: row.trial_to ?? '' }),
    ...(row.next_plan && changesOn && { next: { plan: row.next_plan, on: changesOn } }),
    ...(recipient && { recipient }),
    ...(row.credit > 0 && { credit: { amount: row.credit, currency: row.credit_currency ?? row.currency } }),
  }
}
