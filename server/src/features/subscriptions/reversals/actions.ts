import { sql } from 'kysely'
import { terms } from '@polyclinic/contract/subscriptions/terms.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { justWritten } from '../../../kit/db/versioned.ts'
import type { Reversal } from '../cards/provider.ts'
import { writeCreditNote } from '../invoices/actions.ts'
import { findInvoice, type InvoiceRow, type Surplus } from '../invoices/queries.ts'
import { today } from '../periods/queries.ts'
import { daysAfter } from '../periods/rules.ts'
import { addCredit, writeSubscription } from '../subscriptions/actions.ts'
import { findSubscription } from '../subscriptions/queries.ts'
import { noted, notedOfSurplus, worthOf } from './rules.ts'

const itself = ({ organization_id: organizationId, id }: InvoiceRow) =>
  sql`organization_id = ${organizationId} and id = ${id}`

const isBeside = ({ reference, surplus }: InvoiceRow, of: string) =>
  of in surplus || (reference !== null && reference !== of)

/** Notes what became of a payment, whatever was heard of it before; what follows is done once its bill is paid by it. */
export async function noteReversal(control: ControlTx, invoice: InvoiceRow, reversal: Reversal): Promise<void> {
  if (isBeside(invoice, reversal.reference))
    return noteSurplus(control, invoice, reversal.reference, (before) => notedOfSurplus(before, reversal))
  const { refunded, dispute, disputeId } = noted(invoice, reversal)
  await control.run(sql`
    update control.platform_invoices
    set reversed_reference = ${reversal.reference}, refunded = ${refunded}, dispute = ${dispute}, dispute_id = ${disputeId}
    where ${itself(invoice)}`)
  // taken back by an operator, what was paid became credit
  if (invoice.state === 'corrected' && invoice.reference === reversal.reference)
    await changeCredit(
      control,
      invoice,
      worthOf({ amount: invoice.total, refunded, isLost: dispute === 'lost' }) -
        worthOf({ amount: invoice.total, refunded: invoice.refunded }),
    )
  await followReversal(control, invoice.organization_id, invoice.id)
}

/** A payment beside the one that settled the bill is the organization's; told twice of it, it hears once. */
export const receiveSurplus = (control: ControlTx, invoice: InvoiceRow, reference: string, amount: number) =>
  noteSurplus(control, invoice, reference, (before) => ({ ...before, amount }))

async function noteSurplus(
  control: ControlTx,
  invoice: InvoiceRow,
  reference: string,
  change: (before: Surplus) => Surplus,
): Promise<void> {
  const isNoted = invoice.reversed_reference === reference
  const before = invoice.surplus[reference] ?? { amount: 0, refunded: isNoted ? invoice.refunded : 0 }
  const after = change(before)
  await control.run(sql`
    update control.platform_invoices set surplus = surplus || ${JSON.stringify({ [reference]: after })}::jsonb
    where ${itself(invoice)}`)
  await changeCredit(control, invoice, worthOf(after) - worthOf(before))
}

async function changeCredit(control: ControlTx, invoice: InvoiceRow, by: number): Promise<void> {
  const subscription = await findSubscription(control, invoice.organization_id)
  if (subscription) await addCredit(control, subscription, by, invoice.currency)
}

/**
 * All of it went back: a credit note takes the bill back. A dispute was lost: it is owed again, with days to pay, and the card that
 * was disputed is asked no more. Done again, nothing is left to do.
 */
export async function followReversal(control: ControlTx, organizationId: string, id: string): Promise<void> {
  const invoice = await justWritten(findInvoice(control, organizationId, id))
  if (invoice.dispute === 'lost') return oweAgain(control, invoice)
  const isOfThisPayment = invoice.reference !== null && invoice.reference === invoice.reversed_reference
  if (invoice.state === 'paid' && isOfThisPayment && invoice.refunded >= invoice.total && invoice.total > 0)
    await writeCreditNote(control, invoice, await today(control))
}

async function oweAgain(control: ControlTx, invoice: InvoiceRow): Promise<void> {
  const { reversed_reference: lost, lost_references: before } = invoice
  if (lost === null || before.includes(lost)) return
  await control.run(sql`
    update control.platform_invoices set lost_references = lost_references || ${lost}::text where ${itself(invoice)}`)
  if (invoice.state === 'paid' && invoice.reference === lost)
    await control.run(sql`
      update control.platform_invoices
      set state = 'open', settled_at = null, settled_by = null, reference = null, mails = 0,
        due_on = greatest(due_on, ${daysAfter(await today(control), terms.payWithin)}::date)
      where ${itself(invoice)}`)
  if (await findSubscription(control, invoice.organization_id))
    await writeSubscription(control, invoice, { card_customer: null })
}
