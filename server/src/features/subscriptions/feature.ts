import type { Feature } from '../../kit/feature.ts'
import { cardEventRoutes, checkoutRoutes } from './payments/routes.ts'
import { advanceSubscription, dueSubscriptions } from './dues/jobs.ts'
import { billTemplate } from './invoices/document.ts'
import { invoiceRoutes } from './invoices/routes.ts'
import { subscriptionRoutes } from './orders/routes.ts'

export const subscriptions: Feature = {
  name: 'subscriptions',
  tier: 1,
  owns: [
    'control.subscriptions',
    'control.platform_invoices',
    'control.platform_issuer',
    'control.invoice_numbers',
    'control.card_events',
  ],
  leftBehind: { 'control.card_events': 'messages of who takes cards, for the platform alone' },
  routes: {
    subscriptions: subscriptionRoutes,
    platformInvoices: { ...invoiceRoutes, ...checkoutRoutes },
    cardEvents: cardEventRoutes,
  },
  jobs: [advanceSubscription],
  due: [dueSubscriptions],
  documents: [billTemplate],
}
