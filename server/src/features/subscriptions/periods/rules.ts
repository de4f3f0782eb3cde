import type { InvoiceLine } from '@polyclinic/contract/subscriptions/invoices.ts'
import { terms } from '@polyclinic/contract/subscriptions/terms.ts'

/** Days of UTC, `YYYY-MM-DD`; they compare as text. */
export interface Period {
  from: string
  /** The first day after it. */
  to: string
}

export type Interval = 'month' | 'year'

const dayOf = (day: string) => Temporal.PlainDate.from(day)

export const daysAfter = (day: string, days: number) => dayOf(day).add({ days }).toString()

const daysBetween = (from: string, to: string) => dayOf(from).until(dayOf(to), { largestUnit: 'days' }).days

/** The period that begins on `from`: it ends on the anchor's day of the month, or on the last day of a month that has none. */
export function periodFrom(from: string, anchor: string, interval: Interval): Period {
  const unit = interval === 'month' ? 'months' : 'years'
  let count = 1
  while (
    dayOf(anchor)
      .add({ [unit]: count })
      .toString() <= from
  )
    count++
  return {
    from,
    to: dayOf(anchor)
      .add({ [unit]: count })
      .toString(),
  }
}

/** Of what was billed for a period, what is left of it on a day; never more than was billed. */
export function unusedOf(price: number, { from, to }: Period, day: string): number {
  const left = Math.max(0, Math.min(daysBetween(day, to), daysBetween(from, to)))
  return Math.floor((price * left) / daysBetween(from, to))
}

/** Rounded half up to the minor unit. */
export const taxOf = (net: number, permille: number) => Math.round((net * permille) / 1000)

export interface OpenInvoice {
  issued_on: string
  due_on: string
}

/** How many mails should have told of it by that day: the bill itself, and what reminds of it. */
export const mailsBy = (day: string, { due_on: due }: Pick<OpenInvoice, 'due_on'>) =>
  1 + terms.remindAfter.filter((after) => daysAfter(due, after) <= day).length

/** How often the card should have been asked for it by that day. */
export const chargesBy = (day: string, { issued_on: issued }: Pick<OpenInvoice, 'issued_on'>) =>
  terms.chargeAfter.filter((after) => daysAfter(issued, after) <= day).length

/** Whether it is unpaid for so long that only reading goes on: nothing more is billed then. */
export const isHeld = (day: string, open: readonly Pick<OpenInvoice, 'due_on'>[]) =>
  open.some(({ due_on: due }) => daysAfter(due, terms.readOnlyAfter) < day)

interface Dated {
  trial_to: string | null
  period_to: string | null
  payment: string | null
}

/** The first day after `today` on which something has to be done; undefined: none. */
export function nextDay(today: string, subscription: Dated, open: readonly OpenInvoice[]): string | undefined {
  const { trial_to: trialTo, period_to: periodTo, payment } = subscription
  const days = open.flatMap(({ issued_on: issued, due_on: due }) => [
    ...terms.remindAfter.map((after) => daysAfter(due, after)),
    ...(payment === 'card' ? terms.chargeAfter.map((after) => daysAfter(issued, after)) : []),
    daysAfter(due, 1),
    daysAfter(due, terms.readOnlyAfter + 1),
  ])
  if (trialTo) days.push(daysAfter(trialTo, -terms.warnBefore), trialTo)
  if (periodTo) days.push(periodTo)
  return days.filter((day) => day > today).sort()[0]
}

/** Whether it is tried on that day. */
export const isTried = ({ trial_to: trialTo }: Pick<Dated, 'trial_to'>, today: string) =>
  trialTo !== null && trialTo > today

interface Billed {
  plan: string
  names: InvoiceLine['names']
  price: number
  period: Period
}

/** What stands on the bill of a period, and what is left of the credit: it never costs less than nothing. Below nothing it is owed. */
export function billedLines(
  { plan, names, price, period }: Billed,
  credit: number,
): { lines: InvoiceLine[]; left: number } {
  const days = { plan, names, from: period.from, to: daysAfter(period.to, -1) }
  const used = Math.min(credit, price)
  const isOwed = credit < 0
  const lines: InvoiceLine[] = [{ kind: 'period', ...days, amount: price }]
  if (used !== 0) lines.push({ kind: isOwed ? 'credit-returned' : 'credit', ...days, amount: -used })
  return { lines, left: credit - used }
}
