import { advance, receivePayment } from './dues/actions.ts'
import { cardsOf } from './cards/provider.ts'
import { tellCustomer } from './mails/actions.ts'
import { writeCreditNote, writeIssuer } from './invoices/actions.ts'
import { findBilled, findIssuer, listBilled, listOpenInvoices } from './invoices/queries.ts'
import { invoiceView, issuerView } from './invoices/view.ts'
import { addCredit, grantPlan, openSubscription, orderPlan } from './subscriptions/actions.ts'
import { today } from './periods/queries.ts'

export type { BilledRow } from './invoices/queries.ts'

export const subscriptions = {
  addCredit,
  cardsOf,
  advance,
  findBilled,
  findIssuer,
  grantPlan,
  invoiceView,
  issuerView,
  listBilled,
  listOpenInvoices,
  openSubscription,
  orderPlan,
  receivePayment,
  tellCustomer,
  today,
  writeCreditNote,
  writeIssuer,
}
