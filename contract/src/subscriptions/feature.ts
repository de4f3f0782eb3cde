import { cardEventRoutes } from './card-events.ts'
import { invoiceRoutes } from './invoices.ts'
import { subscriptionRoutes } from './subscriptions.ts'

export const routes = {
  subscriptions: subscriptionRoutes,
  platformInvoices: invoiceRoutes,
  cardEvents: cardEventRoutes,
}
