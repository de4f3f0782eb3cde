import { sql } from 'kysely'
import type { ControlTx, OwnTransactions, TenantTx } from '../../../kit/db/tenant-tx.ts'
import type { Transaction } from '../../../kit/db/transaction.ts'
import { isTaken } from '../../../kit/db/collisions.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import type { Footprint } from '@polyclinic/contract/scheduling/footprints.ts'
import { busyClaimReplaced } from '../events.ts'
import { findOutcome } from './queries.ts'
import { textOf, uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import { codeOf } from '../../../kit/thrown.ts'

export interface BusyClaim {
  id: string
  accountId: string
  appointmentId: string
  footprint: Footprint
}

export interface OpenEnd {
  appointmentId: string
  /** A claim that was placed: confirmed or released. */
  placed?: string
  /** A claim that the appointment no longer names: released. */
  earlier?: string
}

/**
 * Before the appointment's transaction writes: a claim that is kept in the control database whatever becomes of the appointment, and
 * answered for when its transaction has ended; what fails there is left to the sweep. 23P01: other organizations have that
 * time. In one database there is nothing to do.
 */
export async function placeBusyClaim(tx: TenantTx, claim: BusyClaim | undefined): Promise<void> {
  if (!claim || tx.organization.isPooled) return
  let isRefusedForCertain = false
  tx.whenEnded(async (transactions) => {
    if (!isRefusedForCertain) await settle(transactions, { appointmentId: claim.appointmentId, placed: claim.id })
  })
  try {
    await tx.inControl('write', (control) => claimTime(control, claim, false))
  } catch (error) {
    isRefusedForCertain = isTaken(error) || isBeingFilledIn(error)
    throw isBeingFilledIn(error) ? refuse('unavailable') : error
  }
}

/** Answers for claims whose transaction has ended, whichever way: whoever commits first decides, no clock does. */
export async function settle({ inControl, inTenant }: OwnTransactions, openEnd: OpenEnd): Promise<void> {
  const { placed, earlier } = openEnd
  let settled = await inTenant('read', (tx) => findOutcome(tx, openEnd))
  if (placed && !settled.outcome) {
    await inTenant('write', (tx) => noteAbandoned(tx, placed))
    settled = await inTenant('read', (tx) => findOutcome(tx, openEnd))
  }
  const isReplaced = earlier !== undefined && settled.named !== earlier
  if (!placed && !isReplaced) return
  await inControl('write', async (control) => {
    if (placed) await (settled.outcome === 'booked' ? confirmClaim(control, placed) : releaseClaim(control, placed))
    if (isReplaced) await releaseClaim(control, earlier)
  })
}

/** In the appointment's transaction, once its own claims are taken: decides. 23P01: other organizations have that time. */
export async function decideBusyClaim(
  tx: TenantTx,
  appointmentId: string,
  claim: BusyClaim | undefined,
  earlier: string | null,
): Promise<void> {
  // the new claim first, so that there is no moment without one
  if (claim && tx.organization.isPooled) {
    await claimTime(tx, claim, true).catch((error: unknown) => {
      throw isBeingFilledIn(error) ? refuse('unavailable') : error
    })
  } else if (claim) await noteBooked(tx, claim.id)
  if (earlier) releaseBusyClaim(tx, appointmentId, earlier)
}

/** Gives a claim back with the appointment's own transaction; across databases right after it, with an event as the net. */
export function releaseBusyClaim(tx: TenantTx, appointmentId: string, claimId: string): void {
  if (tx.organization.isPooled) return tx.atCommit(sql`select control.busy_release(${claimId}::uuid)`)
  tx.announce(busyClaimReplaced, { claimId })
  tx.whenEnded((transactions) => settle(transactions, { appointmentId, earlier: claimId }))
}

const at = (milliseconds: number) => new Date(milliseconds).toISOString()
const timesOf = ({ footprint: { takenFrom, start, end, freeFrom } }: BusyClaim) =>
  sql`${at(takenFrom)}::timestamptz, ${at(start)}::timestamptz, ${at(end)}::timestamptz, ${at(freeFrom)}::timestamptz`

export const claimTime = (control: Transaction, claim: BusyClaim, isConfirmed: boolean) =>
  control.run(
    sql`select control.busy_claim(${claim.accountId}::uuid, ${claim.id}::uuid, ${claim.appointmentId}::uuid, ${timesOf(claim)},
      null::timestamptz, ${isConfirmed}::boolean)`,
  )

/** Enters an appointment that stood before the consent: what it meets stays, and takes one party with it. */
export const fillTime = (control: Transaction, claim: BusyClaim, isConfirmed: boolean) =>
  control.run(
    sql`select control.busy_fill(${claim.accountId}::uuid, ${claim.id}::uuid, ${claim.appointmentId}::uuid, ${timesOf(claim)},
      ${isConfirmed}::boolean)`,
  )

const isBeingFilledIn = (error: unknown) => codeOf(error) === '55000'

/** The answer 'booked', with the appointment. Whoever answered before has given the claim up. */
export async function noteBooked(tx: TenantTx, claimId: string): Promise<void> {
  const isFirst = await tx.run(sql`
    insert into tenant.claim_outcomes (organization_id, claim_id, outcome) values (${tx.organization.id}, ${claimId}, 'booked')
    on conflict do nothing`)
  if (isFirst === 0) throw refuse('unavailable')
}

/** The answer 'abandoned', unless another one was committed first; waits for whoever is about to. */
const noteAbandoned = (tx: TenantTx, claimId: string) =>
  tx.run(
    sql`insert into tenant.claim_outcomes (organization_id, claim_id, outcome)
      values (${tx.organization.id}, ${claimId}, 'abandoned') on conflict do nothing`,
  )

const confirmClaim = (control: ControlTx, claimId: string) =>
  control.run(sql`select control.busy_confirm(${claimId}::uuid)`)
export const releaseClaim = (control: ControlTx, claimId: string) =>
  control.run(sql`select control.busy_release(${claimId}::uuid)`)

/** Notes that the setting's organization employs the account: 'asked' where it practises elsewhere already. */
export const practise = async (control: ControlTx, accountId: string) =>
  (
    await control.one(
      shape({
        consent: textOf<'not-asked' | 'asked' | 'given'>(),
      })`select control.busy_practise(${accountId}) as consent`,
    )
  ).consent

/** Everything of the setting's organization is in the ledger: bookings of the account may go on. */
export const markFilled = (control: ControlTx, accountId: string) =>
  control.run(sql`select control.busy_filled(${accountId}::uuid)`)

/** From now on every booking goes through the ledger; answers who the account is here. */
export async function shareCalendar(tx: TenantTx, accountId: string): Promise<string | undefined> {
  const o = tx.organization.id
  await tx.run(sql`
    update tenant.resources r set shared = true from tenant.practitioners p
    where p.organization_id = ${o} and p.account_id = ${accountId} and r.organization_id = ${o} and r.id = p.id and not r.shared`)
  return (
    await tx.maybe(
      shape({
        id: uuid,
      })`select id from tenant.practitioners where organization_id = ${o} and account_id = ${accountId}`,
    )
  )?.id
}

export const nameClaim = async (tx: TenantTx, { appointmentId, id }: BusyClaim, version: number) =>
  (await tx.run(sql`
    update tenant.appointments set busy_claim_id = ${id} where organization_id = ${tx.organization.id} and id = ${appointmentId}
      and version = ${version} and busy_claim_id is null`)) === 1
