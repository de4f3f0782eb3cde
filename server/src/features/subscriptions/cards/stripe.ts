import { Stripe } from 'stripe'
import { refuse } from '../../../kit/http/refusal.ts'
import type { InvoiceRow } from '../invoices/queries.ts'
import type { CardEvent, CardProvider, Charged, Reversal } from './provider.ts'

interface Account {
  key: string
  secret: string
  /** Absent: Stripe's own. */
  address?: string
}

/** Milliseconds that an answer is waited for; it is asked twice more by the same key. */
const patience = 10_000

/** Stripe: Checkout in mode `payment`, cards kept for payments off session (docs.stripe.com/payments/save-during-payment). */
export function stripeCards({ key, secret, address }: Account): CardProvider {
  const stripe = new Stripe(key, { maxNetworkRetries: 2, timeout: patience, telemetry: false, ...placeOf(address) })
  return {
    checkout: (invoice, { customer, back, day }) => beginCheckout(stripe, invoice, { customer, back, day }),
    charge: (invoice, way) => chargeCard(stripe, invoice, way),
    read: (content, signature) => readEvent(stripe, secret, content, signature),
    knowsUs: async () => Boolean((await stripe.accounts.retrieveCurrent()).id),
  }
}

function placeOf(address: string | undefined) {
  if (!address) return {}
  const { hostname: host, port, protocol } = new URL(address)
  return {
    host,
    port: port || (protocol === 'http:' ? 80 : 443),
    protocol: protocol === 'http:' ? 'http' : 'https',
  } as const
}

const namesOf = ({ organization_id: organization, id: invoice }: InvoiceRow) => ({ organization, invoice })

async function beginCheckout(
  stripe: Stripe,
  invoice: InvoiceRow,
  { customer, back, day }: { customer: string | null; back: string; day: string },
): Promise<{ url: string }> {
  const metadata = namesOf(invoice)
  const session = await stripe.checkout.sessions
    .create(
      {
        mode: 'payment',
        success_url: back,
        cancel_url: back,
        line_items: [
          {
            quantity: 1,
            price_data: {
              currency: invoice.currency.toLowerCase(),
              unit_amount: invoice.total,
              product_data: { name: invoice.number },
            },
          },
        ],
        metadata,
        payment_intent_data: { metadata, setup_future_usage: 'off_session' },
        ...(customer ? { customer } : { customer_creation: 'always', customer_email: invoice.recipient.email }),
      },
      { idempotencyKey: `checkout|${invoice.id}|${day}` },
    )
    .catch((error: unknown) => {
      throw error instanceof Stripe.errors.StripeError ? refuse('card-away') : error
    })
  if (!session.url) throw refuse('card-away')
  return { url: session.url }
}

/** A card that is refused is an answer; everything else is none. */
async function chargeCard(
  stripe: Stripe,
  invoice: InvoiceRow,
  { customer, key }: { customer: string; key: string },
): Promise<Charged> {
  try {
    const { data } = await stripe.customers.listPaymentMethods(customer, { limit: 1 })
    const method = data[0]
    if (!method) return { isPaid: false }
    const intent = await stripe.paymentIntents.create(
      {
        amount: invoice.total,
        currency: invoice.currency.toLowerCase(),
        customer,
        payment_method: method.id,
        off_session: true,
        confirm: true,
        metadata: namesOf(invoice),
      },
      { idempotencyKey: key },
    )
    return intent.status === 'succeeded' ? { isPaid: true, reference: intent.id } : { isPaid: false }
  } catch (error) {
    if (error instanceof Stripe.errors.StripeCardError) return { isPaid: false }
    throw error
  }
}

async function readEvent(stripe: Stripe, secret: string, content: Uint8Array, signature: string): Promise<CardEvent> {
  const event = eventOf(stripe, secret, content, signature)
  const reversal = await reversalIn(stripe, event)
  return { ...paymentIn(event), ...(reversal && { reversal }) }
}

/** Neither names a bill of ours: the payment that it is about does. */
async function reversalIn(stripe: Stripe, event: Stripe.Event): Promise<Reversal | undefined> {
  switch (event.type) {
    case 'charge.refunded': {
      const { amount_refunded: amount, currency, payment_intent } = event.data.object
      const about = await aboutPayment(stripe, payment_intent, currency)
      return about && { ...about, kind: 'refund', amount }
    }
    case 'charge.dispute.created':
    case 'charge.dispute.closed': {
      const { id, status, currency, payment_intent } = event.data.object
      const about = await aboutPayment(stripe, payment_intent, currency)
      const closed = status === 'lost' ? 'lost' : 'won'
      return (
        about && { ...about, kind: 'dispute', id, state: event.type === 'charge.dispute.created' ? 'open' : closed }
      )
    }
  }
  return undefined
}

async function aboutPayment(stripe: Stripe, payment: string | { id: string } | null, currency: string) {
  const reference = idOf(payment)
  if (!reference) return undefined
  const { metadata } = await stripe.paymentIntents.retrieve(reference).catch((error: unknown) => {
    throw error instanceof Stripe.errors.StripeError ? refuse('card-away') : error
  })
  return { ...namesIn(metadata), currency: currency.toUpperCase(), reference }
}

function paymentIn(event: Stripe.Event): CardEvent {
  switch (event.type) {
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded': {
      const {
        payment_status: status,
        amount_total: amount,
        currency,
        metadata,
        payment_intent,
        customer,
      } = event.data.object
      if (status !== 'paid') break
      return {
        id: event.id,
        kind: event.type,
        payment: {
          ...namesIn(metadata),
          amount: amount ?? 0,
          currency: (currency ?? '').toUpperCase(),
          reference: idOf(payment_intent) ?? event.id,
          ...(idOf(customer) && { customer: idOf(customer) ?? '' }),
        },
      }
    }
    case 'payment_intent.succeeded': {
      const { id, amount_received: amount, currency, metadata } = event.data.object
      return {
        id: event.id,
        kind: event.type,
        payment: { ...namesIn(metadata), amount, currency: currency.toUpperCase(), reference: id },
      }
    }
  }
  return { id: event.id, kind: event.type }
}

function eventOf(stripe: Stripe, secret: string, content: Uint8Array, signature: string) {
  try {
    return stripe.webhooks.constructEvent(Buffer.from(content), signature, secret)
  } catch {
    throw refuse('unsigned-event')
  }
}

const idOf = (named: string | { id: string } | null) => (typeof named === 'string' ? named : named?.id)

const namesIn = (metadata: Record<string, string> | null) => ({
  ...(metadata?.organization && { organizationId: metadata.organization }),
  ...(metadata?.invoice && { invoiceId: metadata.invoice }),
})
