import { sql } from 'kysely'
import { terms } from '@polyclinic/contract/subscriptions/terms.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { justWritten } from '../../../kit/db/versioned.ts'
import type { Reversal } from '../cards/provider.ts'
import { writeCreditNote } from '../invoices/actions.ts'
import { findInvoice, type InvoiceRow } from '../invoices/queries.ts'
import { today } from '../periods/queries.ts'
import { daysAfter } from '../periods/rules.ts'
import { writeSubscription } from '../subscriptions/actions.ts'
import { findSubscription } from '../subscriptions/queries.ts'
import { noted } from './rules.ts'

const itself = ({ organization_id: organizationId, id }: InvoiceRow) =>
  sql`organization_id = ${organizationId} and id = ${id}`

/** Notes what became of a payment, whatever was heard of it before; what follows is done once its bill is paid by it. */
export async function noteReversal(control: ControlTx, invoice: InvoiceRow, reversal: Reversal): Promise<void> {
  const { refunded, dispute, disputeId } = noted(invoice, reversal)
  await control.run(sql`
    update control.platform_invoices
    set reversed_reference = ${reversal.reference}, refunded = ${refunded}, dispute = ${dispute}, dispute_id = ${disputeId}
    where ${itself(invoice)}`)
  await followReversal(control, invoice.organization_id, invoice.id)
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
