import { uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import { pooledPlacementId } from '../../../kit/db/databases.ts'
import { inControl, type ControlTx } from '../../../kit/db/tenant-tx.ts'
import { dueWork } from '../../../kit/jobs/due-work.ts'
import { job, type JobContext } from '../../../kit/jobs/job.ts'
import { cardsOf, type Charged } from '../cards/provider.ts'
import { listOpenInvoices, type InvoiceRow } from '../invoices/queries.ts'
import { today } from '../periods/queries.ts'
import { findSubscription, lockSubscription } from '../subscriptions/queries.ts'
import { advance, noteCharge, receivePayment, scheduleNext, toBeCharged } from './actions.ts'
import { tellCustomer } from '../mails/actions.ts'

type Context = JobContext<object>

/** One transaction does what is due; then each bill is asked of the card, and what it answered is written in one of its own. */
export const advanceSubscription = job('subscriptions.advance', {}, async (context) => {
  await inOrganization(context, (control) =>
    advance(control, context.tenant.organizationId, tellOf(control, context), { asksCard: true }),
  )
  const { customer, invoices } = await inOrganization(context, (control) => dueOfCard(control, context))
  for (const invoice of invoices) await chargeOne(context, invoice, customer)
})

/** Workers hear of the mails that it wrote. */
async function inOrganization<Result>(
  { platform, caller, tenant: { organizationId } }: Context,
  work: (control: ControlTx) => Promise<Result>,
): Promise<Result> {
  const result = await inControl(platform.transactions, caller, { mode: 'write', organizationId }, work)
  platform.changes.signal(pooledPlacementId, '')
  return result
}

const tellOf = (control: ControlTx, { platform, tenant }: Context) =>
  tellCustomer(control, platform, tenant.organizationId)

async function dueOfCard(control: ControlTx, { platform, tenant: { organizationId } }: Context) {
  const subscription = await findSubscription(control, organizationId)
  const customer = subscription?.card_customer
  if (!customer || !cardsOf(platform.config)) return { customer: '', invoices: [] }
  const open = await listOpenInvoices(control, organizationId)
  return { customer, invoices: toBeCharged(subscription, open, await today(control)) }
}

/**
 * The key says which asking it is: whoever is killed between the charge and its note asks again by the same key, and the
 * provider charges once.
 */
async function chargeOne(context: Context, invoice: InvoiceRow, customer: string): Promise<void> {
  const cards = cardsOf(context.platform.config)
  if (!cards) return
  const charged = await cards.charge(invoice, { customer, key: `charge|${invoice.id}|${invoice.charges}` })
  await inOrganization(context, (control) => noteAnswer(control, context, invoice, charged))
}

async function noteAnswer(control: ControlTx, context: Context, invoice: InvoiceRow, charged: Charged): Promise<void> {
  const tell = tellOf(control, context)
  const subscription = await lockSubscription(control, invoice.organization_id)
  const day = await today(control)
  await noteCharge(control, invoice, day)
  if (charged.isPaid) {
    const { reference } = charged
    await receivePayment(control, invoice, { by: 'card', reference, amount: invoice.total }, tell)
    return
  }
  await tell('card-refused', invoice.recipient, {
    number: invoice.number,
    total: { amount: invoice.total, currency: invoice.currency },
    day: invoice.due_on,
  })
  if (subscription) await scheduleNext(control, subscription, day)
}

/** How many organizations are asked for at once. */
const step = 500

/** What is due of subscriptions, the longest due first; a job of each organization does it. */
export const dueSubscriptions = dueWork(
  'subscriptions.due',
  { in: 'control', next: 'control.next_subscription_due_at()', rest: 30 },
  async ({ ask, addJob }) => {
    const rows = await ask(shape({ id: uuid })`select id from control.due_subscriptions(${step}) as id`)
    for (const { id } of rows)
      await addJob(advanceSubscription, { organizationId: id }, { key: `advance-subscription|${id}` })
  },
)
