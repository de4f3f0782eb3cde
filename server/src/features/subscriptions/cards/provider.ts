import type { Config } from '../../../kit/config/config.ts'
import type { InvoiceRow } from '../invoices/queries.ts'
import { stripeCards } from './stripe.ts'

/** What a provider of card payments does for us. It holds the cards; we hold how it calls whose they are. */
export interface CardProvider {
  /** A page of the provider on which a bill is paid, and the card is kept for the next ones. Asked twice, it answers the same. */
  checkout(invoice: InvoiceRow, way: { customer: string | null; back: string; day: string }): Promise<{ url: string }>
  /**
   * Asks the kept card. Asked again with the same key, it answers the same and charges nothing more.
   * @throws where it does not answer: nobody knows then, and the same question is asked again.
   */
  charge(invoice: InvoiceRow, way: { customer: string; key: string }): Promise<Charged>
  /**
   * What some events are about, the provider is asked for.
   * @throws `unsigned-event` where it was not signed by the provider within the last minutes, `card-away` where it does not answer.
   */
  read(content: Uint8Array, signature: string): Promise<CardEvent>
  /** Whether it knows us by our key. */
  knowsUs(): Promise<boolean>
}

export type Charged = { isPaid: true; reference: string } | { isPaid: false }

export interface CardEvent {
  /** The provider's own: told twice, it is the same. */
  id: string
  kind: string
  /** Absent where it tells of no payment. */
  payment?: {
    organizationId?: string
    invoiceId?: string
    /** In the minor unit. */
    amount: number
    currency: string
    reference: string
    customer?: string
  }
  /** Absent where it tells of nothing that became of a payment later. */
  reversal?: Reversal
}

/** Of a payment that was taken. */
export type Reversal = {
  organizationId?: string
  invoiceId?: string
  currency: string
  /** How the provider calls the payment. */
  reference: string
} & (
  | {
      kind: 'refund'
      /** All of it that went back until now, in the minor unit. */
      amount: number
    }
  | {
      kind: 'dispute'
      /** The provider's own. */
      id: string
      state: 'open' | 'won' | 'lost'
    }
)

const providers = new WeakMap<Config, CardProvider>()

/** Undefined where none is configured: bills are paid by transfer. */
export function cardsOf(config: Config): CardProvider | undefined {
  const { STRIPE_SECRET_KEY: key, STRIPE_WEBHOOK_SECRET: secret, STRIPE_API_URL: address } = config
  if (!key || !secret) return undefined
  const known = providers.get(config) ?? stripeCards({ key, secret, ...(address && { address }) })
  providers.set(config, known)
  return known
}
