import { sql } from 'kysely'
import type { InvoiceLine } from '@polyclinic/contract/subscriptions/invoices.ts'
import type { Issuer } from '@polyclinic/contract/subscriptions/issuer.ts'
import { terms } from '@polyclinic/contract/subscriptions/terms.ts'
import { db } from '../../../database.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { justWritten } from '../../../kit/db/versioned.ts'
import { daysAfter, taxOf, type Period } from '../periods/rules.ts'
import { findInvoice, findIssuer, type InvoiceRow, type Recipient } from './queries.ts'
import { issuerView } from './view.ts'

interface Bill {
  organizationId: string
  plan: string
  period: Period
  lines: InvoiceLine[]
  currency: string
  recipient: Recipient
  today: string
}

/** Writes a bill with its number; one that costs nothing is paid. Tax is asked of recipients in the issuer's country. */
export async function issueInvoice(
  control: ControlTx,
  { organizationId, plan, period, lines, currency, recipient, today }: Bill,
): Promise<InvoiceRow> {
  const issuer = issuerView(await findIssuer(control))
  const net = lines.reduce((sum, { amount }) => sum + amount, 0)
  const permille = recipient.country === issuer.country ? issuer.taxRate : 0
  const tax = taxOf(net, permille)
  const isPaid = net + tax === 0
  const id = newId()
  await control.run(
    db.insertInto('control.platform_invoices').values({
      organization_id: organizationId,
      id,
      number: '',
      kind: 'invoice',
      issued_on: today,
      due_on: daysAfter(today, terms.payWithin),
      plan,
      period_from: period.from,
      period_to: period.to,
      lines: JSON.stringify(lines),
      currency,
      net,
      tax_permille: permille,
      tax,
      total: net + tax,
      issuer: JSON.stringify(issuer),
      recipient: JSON.stringify(recipient),
      ...(isPaid && { state: 'paid', settled_at: sql`clock_timestamp()`, settled_by: 'credit' }),
    }),
  )
  return justWritten(findInvoice(control, organizationId, id))
}

/** Answers whether it was open until now. */
export const settleInvoice = async (
  control: ControlTx,
  { organization_id: organizationId, id }: Pick<InvoiceRow, 'organization_id' | 'id'>,
  by: 'card' | 'transfer' | 'correction',
  reference?: string,
): Promise<boolean> =>
  (await control.run(sql`
    update control.platform_invoices
    set state = ${by === 'correction' ? 'corrected' : 'paid'}, settled_at = clock_timestamp(), settled_by = ${by},
      reference = ${reference ?? null}
    where organization_id = ${organizationId} and id = ${id} and state = 'open'`)) === 1

/** A paid one stays paid: what was paid is the organization's. */
export async function writeCreditNote(control: ControlTx, invoice: InvoiceRow, today: string): Promise<InvoiceRow> {
  const id = newId()
  const { organization_id: organizationId } = invoice
  await control.run(
    db.insertInto('control.platform_invoices').values({
      organization_id: organizationId,
      id,
      number: '',
      kind: 'credit-note',
      corrects: invoice.id,
      issued_on: today,
      due_on: today,
      plan: invoice.plan,
      period_from: invoice.period_from,
      period_to: invoice.period_to,
      lines: JSON.stringify(invoice.lines.map((line) => ({ ...line, amount: -line.amount }))),
      currency: invoice.currency,
      net: -invoice.net,
      tax_permille: invoice.tax_permille,
      tax: -invoice.tax,
      total: -invoice.total,
      issuer: JSON.stringify(issuerView(await findIssuer(control))),
      recipient: JSON.stringify(invoice.recipient),
      state: 'paid',
      settled_at: sql`clock_timestamp()`,
      settled_by: 'correction',
    }),
  )
  await control.run(sql`
    update control.platform_invoices
    set state = 'corrected', settled_at = coalesce(settled_at, clock_timestamp()), settled_by = coalesce(settled_by, 'correction')
    where organization_id = ${organizationId} and id = ${invoice.id}`)
  return justWritten(findInvoice(control, organizationId, id))
}

/** As it stands on every bill from now on; answers how many rows that changed. */
export const writeIssuer = (control: ControlTx, { version }: { version: number }, issuer: Issuer): Promise<number> =>
  control.run(
    db
      .updateTable('control.platform_issuer')
      .set({
        name: issuer.name,
        lines: issuer.lines,
        country: issuer.country,
        tax_number: issuer.taxNumber,
        tax_permille: issuer.taxRate,
        payment_details: issuer.paymentDetails,
        prefix: issuer.prefix,
      })
      .where('version', '=', version),
  )
