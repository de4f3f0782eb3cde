import { z } from 'zod'
import { language } from '../kit/language.ts'
import { money, price } from '../kit/money.ts'
import { operation } from '../kit/operation.ts'
import { email, lines, looseText, name, slug } from '../kit/text.ts'
import { date } from '../kit/time.ts'
import { country } from '../organizations/organizations.ts'
import { planKey } from '../plans/plans.ts'
import './problems.ts'

const recipient = { name: name(200), country, email, language, taxNumber: looseText(40).optional() }

/** To whom bills are made out, and where they are sent. `lines`: the address, below the name. */
export const billRecipient = z.strictObject({ ...recipient, lines: lines(400) }).meta({ id: 'BillRecipient' })

export type BillRecipient = z.infer<typeof billRecipient>

/** `invoice`: by transfer. `card`: where the platform has a provider of card payments. */
export const wayToPay = z.enum(['invoice', 'card'])

export type WayToPay = z.infer<typeof wayToPay>

export const subscription = z
  .object({
    plan: planKey,
    /** Absent: nothing was ordered. `granted`: an operator gave the plan, without a bill. */
    payment: z.enum(['invoice', 'card', 'granted']).optional(),
    /** As agreed when it was ordered; absent where nothing is billed. */
    price: price.optional(),
    interval: z.enum(['month', 'year']).optional(),
    /** What is billed: first day, and the day on which the next period begins. */
    period: z.object({ from: date, to: date }).optional(),
    /** The day on which the trial is over; absent: nothing is tried. */
    trialUntil: date.optional(),
    canTry: z.boolean(),
    /** What takes its place, and the day. */
    next: z.object({ plan: planKey, on: date }).optional(),
    /** Of a trial nobody has typed an address yet. */
    recipient: z.object({ ...recipient, lines: lines(400).optional() }).optional(),
    /** What was paid for and not used: the next bill takes it into account. */
    credit: money.optional(),
    /** Of all open bills. */
    owed: money.optional(),
    /** The first of the days by which open bills are to be paid, and the day from which only reading goes on. */
    dueOn: date.optional(),
    readOnlyFrom: date.optional(),
    waysToPay: z.array(wayToPay),
    version: z.int(),
  })
  .meta({ id: 'Subscription' })

export type Subscription = z.infer<typeof subscription>

const params = { organization: slug }

export const subscriptionRoutes = {
  get: operation({
    method: 'GET',
    path: '/organizations/{organization}/subscription',
    summary: 'What the organization has ordered, until when, and what it owes',
    permission: 'organization.manage',
    params,
    output: subscription,
  }),
  order: operation({
    method: 'PUT',
    path: '/organizations/{organization}/subscription',
    summary:
      'Order a plan: a larger one at once, a smaller one when what was billed is over; nothing that exists is hidden or deleted',
    permission: 'organization.manage',
    reach: 'organization',
    untilClosed: true,
    ifMatch: 'honoured',
    params,
    /** Who orders what costs nothing pays nothing: `payment` and `recipient` are asked for otherwise. */
    body: z.strictObject({ plan: planKey, payment: wayToPay.optional(), recipient: billRecipient.optional() }),
    output: subscription,
    errors: ['bill-open'],
  }),
  try: operation({
    method: 'POST',
    path: '/organizations/{organization}/subscription/trial',
    summary: 'Try a plan for its days, once; without an order the smallest plan follows',
    permission: 'organization.manage',
    reach: 'organization',
    params,
    status: 201,
    body: z.strictObject({ plan: planKey }),
    output: subscription,
    errors: ['trial-used', 'wrong-state', 'key-reused'],
  }),
  keep: operation({
    method: 'DELETE',
    path: '/organizations/{organization}/subscription/change',
    summary: 'Stay with the plan that would have ended',
    permission: 'organization.manage',
    reach: 'organization',
    untilClosed: true,
    params,
    output: subscription,
  }),
}
