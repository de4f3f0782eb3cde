import { contract } from '@polyclinic/contract/contract.ts'
import { pooledPlacementId } from '../../../kit/db/databases.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { cardsOf, type CardEvent } from '../cards/provider.ts'
import { findInvoice } from '../invoices/queries.ts'
import { tellCustomer } from '../mails/actions.ts'
import { today } from '../periods/queries.ts'
import { findSubscription } from '../subscriptions/queries.ts'
import { hearEvent, organizationOf } from './actions.ts'

export const cardEventRoutes = {
  hear: operation(contract.subscriptions.cardEvents.hear, {
    in: 'control',
    before: ({ platform, request, input }): Promise<CardEvent> => {
      const signature = request.headers['stripe-signature']
      const cards = cardsOf(platform.config)
      if (!cards || typeof signature !== 'string') throw refuse('unsigned-event')
      return cards.read(input.body, signature)
    },
    bind: (event) => {
      const organizationId = organizationOf(event)
      return organizationId ? { organizationId } : {}
    },
    work: async ({ platform, control, before: event }) => {
      const organizationId = organizationOf(event)
      return {
        isHeard: await hearEvent(control, organizationId, event, tellCustomer(control, platform, organizationId ?? '')),
      }
    },
    after: async ({ platform, result }) => {
      platform.changes.signal(pooledPlacementId, '')
      return result
    },
  }),
}

/** A bill by card, on a page of the provider. */
export const checkoutRoutes = {
  pay: operation(contract.subscriptions.platformInvoices.pay, {
    in: 'control',
    // the provider is asked before the transaction: nothing here changes by it
    before: async ({ platform, inControl, tenant: { organizationId, slug }, input }) => {
      const asked = await inControl('read', async (control) => ({
        invoice: await findInvoice(control, organizationId, input.params.id),
        subscription: await findSubscription(control, organizationId),
        day: await today(control),
      }))
      const { invoice, subscription, day } = asked
      if (!invoice || invoice.kind !== 'invoice') throw refuse('not-found')
      if (invoice.state !== 'open') throw refuse('wrong-state', { state: invoice.state })
      const cards = cardsOf(platform.config)
      if (!cards) throw refuse('no-cards')
      const back = `${platform.config.origin}/${slug}/settings/plan`
      return cards.checkout(invoice, { customer: subscription?.card_customer ?? null, back, day })
    },
    work: async ({ before }) => before,
  }),
}
