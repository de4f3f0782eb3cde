import type { Reversal } from '../cards/provider.ts'
import type { InvoiceRow, Surplus } from '../invoices/queries.ts'

/** What of it is the organization's. */
export const worthOf = ({ amount, refunded, isLost }: Surplus) => (isLost ? 0 : Math.max(0, amount - refunded))

/** Heard late, doubled or in another order, it comes to the same, as with the payment that settled the bill. */
export function notedOfSurplus(before: Surplus, reversal: Reversal): Surplus {
  if (reversal.kind === 'refund') return { ...before, refunded: Math.max(before.refunded, reversal.amount) }
  return reversal.state === 'lost' ? { ...before, isLost: true } : before
}

type Before = Pick<InvoiceRow, 'reversed_reference' | 'refunded' | 'dispute' | 'dispute_id'>

/** Heard late, doubled or in another order, it comes to the same: more went back, never less, and what was decided stays. */
export function noted(before: Before, reversal: Reversal) {
  const isOther = before.reversed_reference !== null && before.reversed_reference !== reversal.reference
  const known = isOther
    ? { refunded: 0, dispute: null, disputeId: null }
    : { refunded: before.refunded, dispute: before.dispute, disputeId: before.dispute_id }
  if (reversal.kind === 'refund') return { ...known, refunded: Math.max(known.refunded, reversal.amount) }
  const isDecided = known.disputeId === reversal.id && known.dispute !== 'open'
  return isDecided ? known : { ...known, dispute: reversal.state, disputeId: reversal.id }
}
