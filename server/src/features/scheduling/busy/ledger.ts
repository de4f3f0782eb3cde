import { sql } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import type { Footprint } from '../availability/rules.ts'

/** A visit of a practitioner who works elsewhere too, as the busy ledger takes it. */
export interface BusyClaim {
  id: string
  accountId: string
  appointmentId: string
  footprint: Footprint
}

/**
 * The seam to the busy ledger. In one database a claim is taken and released in the visit's own transaction, so that
 * nothing is left to confirm. Across databases three steps take their place (ARCHITECTURE §4): place the claim in the
 * control database before the tenant's transaction, decide in it (claim_outcomes), confirm and release after it.
 */
export interface BusyLedger {
  /** Before the tenant's transaction writes. */
  placeBusyClaim(claim: BusyClaim): Promise<void>
  /** In the tenant's transaction, once its own claims are taken: decides. 23P01: other organizations have that time. */
  decide(tx: TenantTx, claim: BusyClaim | undefined, earlier: string | null): Promise<void>
  /** After the tenant's commit. */
  confirm(claim: BusyClaim): Promise<void>
}

const at = (milliseconds: number) => new Date(milliseconds).toISOString()

/** Both schemas in one database: one transaction. The new claim first, so that there is no moment without one. */
const pooled: BusyLedger = {
  async placeBusyClaim() {},
  async decide(tx, claim, earlier) {
    if (claim) {
      const { takenFrom, startsAt, endsAt, freeFrom } = claim.footprint
      await tx.run(sql`select control.busy_claim(${claim.accountId}::uuid, ${claim.id}::uuid, ${claim.appointmentId}::uuid,
        ${at(takenFrom)}::timestamptz, ${at(startsAt)}::timestamptz, ${at(endsAt)}::timestamptz, ${at(freeFrom)}::timestamptz, null::timestamptz, true)`)
    }
    if (earlier) await releaseBusyClaim(tx, earlier)
  },
  async confirm() {},
}

/** Refuses until the three steps are in place: better no booking than one that another organization cannot see. */
const away: BusyLedger = {
  async placeBusyClaim() {
    throw refuse('unavailable')
  },
  async decide(tx, claim, earlier) {
    if (claim) throw refuse('unavailable')
    if (earlier) await releaseBusyClaim(tx, earlier)
  },
  async confirm() {},
}

export const busyLedgerOf = (tx: Pick<TenantTx, 'organization'>): BusyLedger => (tx.organization.isPooled ? pooled : away)

/** Gives a claim back, with the visit's own transaction. */
export async function releaseBusyClaim(tx: TenantTx, claimId: string): Promise<void> {
  if (!tx.organization.isPooled) throw refuse('unavailable')
  tx.atCommit(sql`select control.busy_release(${claimId}::uuid)`)
}
