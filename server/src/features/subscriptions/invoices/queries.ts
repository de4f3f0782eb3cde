import { sql } from 'kysely'
import type { InvoiceLine } from '@polyclinic/contract/subscriptions/invoices.ts'
import type { Issuer } from '@polyclinic/contract/subscriptions/issuer.ts'
import {
  bigint,
  bool,
  date,
  int,
  json,
  nullable,
  text,
  textOf,
  texts,
  timestamptz,
  uuid,
} from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import type { BillRecipient } from '@polyclinic/contract/subscriptions/subscriptions.ts'

/** Of a trial nobody has typed an address yet. */
export type Recipient = Omit<BillRecipient, 'lines'> & Partial<Pick<BillRecipient, 'lines'>>

/** A payment that came beside the one that settled its bill, in the minor unit. */
export interface Surplus {
  /** 0: what became of it was told before it was. */
  amount: number
  refunded: number
  isLost?: boolean
}

const invoiceRow = shape({
  organization_id: uuid,
  id: uuid,
  number: text,
  kind: textOf<'invoice' | 'credit-note'>(),
  corrects: nullable(uuid),
  corrected_number: nullable(text),
  issued_on: date,
  due_on: date,
  plan: text,
  period_from: date,
  period_to: date,
  lines: json<InvoiceLine[]>(),
  currency: text,
  net: bigint,
  tax_permille: int,
  tax: bigint,
  total: bigint,
  issuer: json<Issuer>(),
  recipient: json<Recipient>(),
  state: textOf<'open' | 'paid' | 'corrected'>(),
  is_overdue: bool,
  settled_at: nullable(timestamptz),
  settled_by: nullable(textOf<'card' | 'transfer' | 'credit' | 'correction'>()),
  reference: nullable(text),
  mails: int,
  charges: int,
  reversed_reference: nullable(text),
  refunded: bigint,
  dispute: nullable(textOf<'open' | 'won' | 'lost'>()),
  dispute_id: nullable(text),
  lost_references: texts,
  surplus: json<Record<string, Surplus>>(),
})

export type InvoiceRow = RowOf<typeof invoiceRow>

const isOverdue = sql`(i.state = 'open' and i.due_on < (clock_timestamp() at time zone 'utc')::date)`

const invoices = sql`
  select ${invoiceRow.of('i', {
    corrected_number: sql`(select c.number from control.platform_invoices c
      where c.organization_id = i.organization_id and c.id = i.corrects)`,
    is_overdue: isOverdue,
  })}
  from control.platform_invoices i`

export const findInvoice = (control: ControlTx, organizationId: string, id: string) =>
  control.maybe(invoiceRow`${invoices} where i.organization_id = ${organizationId} and i.id = ${id}`)

/** Newest first: their ids grow with time. */
export const listInvoices = (
  control: ControlTx,
  organizationId: string,
  { before, limit }: { before?: string; limit: number },
) =>
  control.all(invoiceRow`
    ${invoices} where i.organization_id = ${organizationId} and (${before ?? null}::uuid is null or i.id < ${before ?? null})
    order by i.id desc limit ${limit}`)

/** The first due first. Whoever settles one waits for whoever changes the subscription. */
export const listOpenInvoices = (control: ControlTx, organizationId: string) =>
  control.all(invoiceRow`
    ${invoices} where i.organization_id = ${organizationId} and i.state = 'open' order by i.due_on, i.id`)

const issuerRow = shape({
  name: text,
  lines: text,
  country: text,
  tax_number: text,
  tax_permille: int,
  payment_details: text,
  prefix: text,
  version: int,
})

export type IssuerRow = RowOf<typeof issuerRow>

export const findIssuer = (control: ControlTx) =>
  control.one(issuerRow`select ${issuerRow.of('i')} from control.platform_issuer i`)

const billedRow = shape({ ...invoiceRow.columns, slug: text, name: text })

export type BilledRow = RowOf<typeof billedRow>

export interface BilledTerms {
  organizationId?: string
  /** `disputed`: whoever paid it wants it back, and that is not decided. */
  state?: 'open' | 'overdue' | 'paid' | 'corrected' | 'disputed'
}

const billed = sql`
  select ${billedRow.of('i', {
    corrected_number: sql`(select c.number from control.platform_invoices c
      where c.organization_id = i.organization_id and c.id = i.corrects)`,
    is_overdue: isOverdue,
    slug: sql`o.slug`,
    name: sql`o.name`,
  })}
  from control.platform_invoices i join control.organizations o on o.id = i.organization_id`

/** Of all organizations, for who runs the platform; newest first. An overdue bill is open, too. */
export const listBilled = (
  control: ControlTx,
  { organizationId, state }: BilledTerms,
  { before, limit }: { before?: string; limit: number },
) =>
  control.all(billedRow`
    ${billed}
    where (${organizationId ?? null}::uuid is null or i.organization_id = ${organizationId ?? null})
      and (${state ?? null}::text is null or i.state = ${state === 'overdue' ? 'open' : (state ?? null)}
        or (${state === 'disputed'} and i.dispute = 'open'))
      and (${state !== 'overdue'} or ${isOverdue})
      and (${before ?? null}::uuid is null or i.id < ${before ?? null})
    order by i.id desc limit ${limit}`)

export const findBilled = (control: ControlTx, organizationId: string, id: string) =>
  control.maybe(billedRow`${billed} where i.organization_id = ${organizationId} and i.id = ${id}`)
