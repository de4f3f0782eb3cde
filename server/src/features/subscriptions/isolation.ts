import { type Isolation, type Samples } from '../../testing/isolation.ts'

const recipient = {
  name: 'Practice',
  lines: 'Main street 1',
  country: 'DE',
  email: 'bills@practice.test',
  language: 'en',
}

const samples: Samples<'subscriptions'> = {
  'subscriptions.subscriptions.get': () => ({}),
  'subscriptions.subscriptions.order': () => ({ body: { plan: 'pro', payment: 'invoice', recipient } }),
  'subscriptions.subscriptions.try': () => ({ body: { plan: 'pro' } }),
  'subscriptions.subscriptions.keep': () => ({}),
  'subscriptions.platformInvoices.list': () => ({}),
  'subscriptions.platformInvoices.document': ({ platformInvoice }) => ({ params: { id: platformInvoice } }),
  'subscriptions.platformInvoices.pay': ({ platformInvoice }) => ({ params: { id: platformInvoice } }),
  'subscriptions.cardEvents.hear': () => ({ payload: { type: 'application/json', text: '{}' } }),
}

declare module '../../testing/isolation.ts' {
  interface Ids {
    platformInvoice: string
  }
}

export const isolation: Isolation = {
  samples,
  async seed({ organization }) {
    const ordered = await organization.owner.put('/subscription', {
      plan: 'pro',
      payment: 'invoice',
      // who runs the platform sees to whom it bills
      recipient,
    })
    if (ordered.status !== 200) throw new Error(`not ordered: ${JSON.stringify(ordered.body)}`)
    const { items } = (await organization.owner.get('/platform-invoices')).body
    return { platformInvoice: items[0].id }
  },
  empty: {
    'control.platform_issuer': 'belongs to no organization',
    'control.invoice_numbers': 'belong to no organization',
    'control.card_events': 'what a provider of card payments tells; none is configured',
  },
}
