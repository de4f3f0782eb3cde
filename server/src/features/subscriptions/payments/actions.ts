import { id as anId } from '@polyclinic/contract/kit/ids.ts'
import { text } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { advance, receivePayment } from '../dues/actions.ts'
import type { TellCustomer } from '../mails/actions.ts'
import { findInvoice } from '../invoices/queries.ts'
import { writeSubscription } from '../subscriptions/actions.ts'
import { lockSubscription } from '../subscriptions/queries.ts'
import { noteReversal } from '../reversals/actions.ts'
import type { CardEvent } from '../cards/provider.ts'

const known = (value: string | undefined) => anId.optional().safeParse(value).data

/** Of which organization the event says that it is: what is signed can still be about nobody here. */
export const organizationOf = ({ payment, reversal }: CardEvent): string | undefined =>
  known((payment ?? reversal)?.organizationId)

/**
 * In one transaction: the event, which is heard once, and what it pays. What fits no bill of that organization, or is
 * another amount, is kept with the reason and pays nothing.
 */
export async function hearEvent(
  control: ControlTx,
  organizationId: string | undefined,
  { id, kind, payment, reversal }: CardEvent,
  tell: TellCustomer,
): Promise<boolean> {
  const invoiceId = known((payment ?? reversal)?.invoiceId)
  // whoever tells the same twice at once waits here for the first
  if (organizationId) await lockSubscription(control, organizationId)
  const invoice = organizationId && invoiceId ? await findInvoice(control, organizationId, invoiceId) : undefined
  const refused = payment ? refusalOf(payment, invoice) : reversal && reversalRefused(reversal, invoice)
  const added = await control.maybe(shape({ id: text })`
    insert into control.card_events (id, organization_id, invoice_id, kind, refused)
    values (${id}, ${organizationId ?? null}, ${invoiceId ?? null}, ${kind}, ${refused ?? null})
    on conflict (id) do nothing returning id`)
  if (!added) return false
  if (refused || !invoice || !organizationId) return true
  if (reversal) {
    await noteReversal(control, invoice, reversal)
    await advance(control, organizationId, tell)
  }
  if (!payment) return true
  if (payment.customer)
    await writeSubscription(control, { organization_id: organizationId }, { card_customer: payment.customer })
  await receivePayment(control, invoice, { by: 'card', reference: payment.reference, amount: payment.amount }, tell)
  return true
}

function refusalOf(
  { amount, currency }: NonNullable<CardEvent['payment']>,
  invoice: { total: number; currency: string; kind: string } | undefined,
): string | undefined {
  if (!invoice || invoice.kind !== 'invoice') return 'no such bill'
  if (amount !== invoice.total || currency !== invoice.currency) return 'another amount'
  return undefined
}

function reversalRefused(
  { currency, reference }: NonNullable<CardEvent['reversal']>,
  invoice: { currency: string; kind: string; lost_references: string[] } | undefined,
): string | undefined {
  if (!invoice || invoice.kind !== 'invoice') return 'no such bill'
  if (currency !== invoice.currency) return 'another currency'
  if (invoice.lost_references.includes(reference)) return 'decided before'
  return undefined
}
