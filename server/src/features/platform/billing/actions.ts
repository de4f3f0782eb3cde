import type { Issuer } from '@polyclinic/contract/subscriptions/issuer.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { changeVersioned, justWritten } from '../../../kit/db/versioned.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import { findPlan } from '../../plans/public.ts'
import { subscriptions, type BilledRow } from '../../subscriptions/public.ts'
import { recordAct } from '../log/actions.ts'
import { requireOrganization } from '../organizations/actions.ts'

interface Billed {
  control: ControlTx
  platform: Platform
  organizationId: string
}

/** A bill that is owed: a payment of one that is settled is a mistake of whoever types it. */
export async function settleByTransfer(
  { control, platform, organizationId }: Billed,
  invoiceId: string,
  reference: string,
): Promise<BilledRow> {
  // whoever notes the same at once waits here, and finds it settled
  await subscriptions.openSubscription(control, organizationId)
  const invoice = await requireBill({ control, platform, organizationId }, invoiceId)
  if (invoice.state !== 'open') throw refuse('wrong-state', { state: invoice.state })
  const tell = subscriptions.tellCustomer(control, platform, organizationId)
  const payment = { by: 'transfer', reference, amount: invoice.total } as const
  await subscriptions.receivePayment(control, invoice, payment, tell)
  await recordAct(control, 'invoice.settle', { organizationId, about: `${invoice.number} ${reference}` })
  return justWritten(subscriptions.findBilled(control, organizationId, invoiceId))
}

/** What was paid of it is the organization's; what was open is owed no more. */
export async function correctBill(billed: Billed, invoiceId: string, reason: string): Promise<BilledRow> {
  const { control, platform, organizationId } = billed
  const subscription = await subscriptions.openSubscription(control, organizationId)
  const invoice = await requireBill(billed, invoiceId)
  if (invoice.kind !== 'invoice' || invoice.state === 'corrected') throw refuse('wrong-state', { state: invoice.state })
  const note = await subscriptions.writeCreditNote(control, invoice, await subscriptions.today(control))
  if (invoice.state === 'paid')
    await subscriptions.addCredit(control, subscription, invoice.total - invoice.refunded, invoice.currency)
  await subscriptions.advance(control, organizationId, subscriptions.tellCustomer(control, platform, organizationId))
  await recordAct(control, 'invoice.correct', { organizationId, about: invoice.number, reason })
  return justWritten(subscriptions.findBilled(control, organizationId, note.id))
}

async function requireBill({ control, organizationId }: Billed, invoiceId: string): Promise<BilledRow> {
  const invoice = await subscriptions.findBilled(control, organizationId, invoiceId)
  if (!invoice) throw refuse('not-found')
  return invoice
}

export async function grantPlan(
  { control, platform, organizationId }: Billed,
  { plan: key, reason }: { plan: string; reason: string },
): Promise<{ plan: string }> {
  await requireOrganization(control, organizationId)
  const plan = await findPlan(control, key)
  if (!plan) throw refuseField('plan', 'unknown', 'There is no such plan.')
  await subscriptions.grantPlan(control, organizationId, plan)
  await subscriptions.advance(control, organizationId, subscriptions.tellCustomer(control, platform, organizationId))
  await recordAct(control, 'organization.grant-plan', { organizationId, about: key, reason })
  return { plan: key }
}

export const changeIssuer = (control: ControlTx, expectedVersion: number | undefined, changed: Issuer) =>
  changeVersioned({
    find: () => subscriptions.findIssuer(control),
    expectedVersion,
    write: (before) => subscriptions.writeIssuer(control, before, changed),
    follow: () => recordAct(control, 'issuer.change', { about: changed.name }),
  })
