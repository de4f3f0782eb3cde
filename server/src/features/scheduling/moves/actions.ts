import { sql } from 'kysely'
import { appointmentCan } from '@polyclinic/contract/scheduling/appointment-states.ts'
import { StartAgain } from '../../../kit/db/collisions.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { atVersion } from '../../../kit/db/versioned.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { overtaken, requirePossible, type Which } from '../appointments/actions.ts'
import { findAppointment, unreadReason, type AppointmentRow } from '../appointments/queries.ts'
import { sealedReason, appointmentSecrets } from '../appointments/view.ts'
import { claimOf, iso, occupy, refuseIfTaken, type Booker } from '../bookings/actions.ts'
import { SlotTaken } from '../alternatives/actions.ts'
import { findBookingFacts } from '../bookings/queries.ts'
import {
  isOutsideHours,
  isSeenTaken,
  requireFuture,
  requireParties,
  requirePermission,
  requirePractitioner,
  type RequestedTime,
} from '../bookings/rules.ts'
import { decideBusyClaim, placeBusyClaim, type BusyClaim } from '../busy/actions.ts'
import { prolongLinks, withdrawLinksTo } from '../../messaging/public.ts'
import { linkExpiry } from '../appointment-links/rules.ts'
import { appointmentChanged, appointmentMoved } from '../events.ts'
import { nothingNew, notifyReaders, type ChangedRow } from '../notices/actions.ts'
import { isMailedToFormer } from './queries.ts'
import { planOf, type Move, type Plan } from './rules.ts'
import { bool, bytea, int, nullable, uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

/** Moves an appointment or changes its length or note; it keeps its id, its history and, where that can be, its room. */
export async function moveAppointment(tx: TenantTx, which: Which, move: Move, booker: Booker): Promise<ChangedRow> {
  if (move.overbook) requirePermission('appointments.overbook', booker.can)
  const before = await atVersion(() => findAppointment(tx, which.id, which.scope), which.expectedVersion)
  const plan = planOf(before, move)
  if (plan.keepsTime && !plan.isAnotherRoom) return rewriteNote(tx, which, before, move)
  requirePossible('move', before)
  const decision = await decide(tx, before, move, plan, booker)
  const notAvailable = move.overbook ? refuse('not-available') : decision.slotTaken
  await refuseIfTaken(notAvailable, () => placeBusyClaim(tx, decision.claim))
  const written = await refuseIfTaken(decision.slotTaken, () => writeMove(tx, before, move, plan, decision))
  if (!written) throw await overtaken(tx, which, before)
  if (written.is_shared && !decision.claim) throw new StartAgain()
  if (written.is_shared || before.busy_claim_id) {
    const claim = written.is_shared ? decision.claim : undefined
    await refuseIfTaken(notAvailable, () => decideBusyClaim(tx, before.id, claim, before.busy_claim_id))
  }
  const appointment = { appointmentId: before.id, patientId: before.patient_id }
  if (plan.keepsTime) tx.announce(appointmentChanged, appointment)
  else tx.announce(appointmentMoved, appointment)
  const after = {
    ...before,
    starts_at: iso(plan.start),
    ends_at: iso(plan.start + plan.need.duration),
    practitioner_id: plan.parties.practitionerId,
    room_id: written.room_id,
    overbook_reason_sealed: before.is_hidden ? null : written.overbook_reason_sealed,
    overbook_reason: null,
    is_outside_hours: decision.isOutside,
    note_sealed: decision.note,
    busy_claim_id: written.busy_claim_id,
    version: written.version,
  }
  if (written.is_astray) await withdrawLinksTo(tx, 'appointment', [after.id])
  else prolongLinks(tx, 'appointment', { subjectId: after.id, expiresAt: linkExpiry(after) })
  return { ...after, told: await notifyReaders(tx, before, after, move.notify) }
}

interface Decision {
  requested: RequestedTime
  pool: readonly string[]
  isOutside: boolean
  note: Buffer | null
  claim: BusyClaim | undefined
  slotTaken: SlotTaken
}

/** Reads what the move depends on and refuses what cannot be. What does not change is not asked again. */
async function decide(
  tx: TenantTx,
  before: AppointmentRow,
  move: Move,
  { parties, start, need, ...plan }: Plan,
  booker: Booker,
): Promise<Decision> {
  const facts = await findBookingFacts(tx, parties, iso(start), booker)
  requireParties(facts, parties)
  if (plan.isAnotherPractitioner) requirePractitioner(facts)
  if (plan.isAnotherStart) requireFuture(facts, start)
  const requested: RequestedTime = { start, need, outsideHours: move.outsideHours, overbook: move.overbook }
  const isOutside = plan.keepsTime ? before.is_outside_hours : isOutsideHours(facts, requested, booker.can)
  const keptRoom =
    move.roomId === undefined && !facts.service.in_listed_rooms ? (before.room_id ?? undefined) : undefined
  const roomId = parties.roomId ?? keptRoom
  const slotTaken = new SlotTaken({ ...parties, roomId, without: before.id, start, need, pool: facts.pool })
  if (!move.overbook && !plan.keepsTime && isSeenTaken(facts, requested)) throw slotTaken
  return {
    requested,
    pool: facts.pool,
    isOutside,
    note:
      move.note === undefined ? before.note_sealed : appointmentSecrets.seal(tx.sealer, before.id, 'note', move.note),
    claim: claimOf(facts, before.id, requested),
    slotTaken,
  }
}

const writtenRow = shape({
  room_id: nullable(uuid),
  overbook_reason_sealed: nullable(bytea),
  busy_claim_id: nullable(uuid),
  version: int,
  is_shared: bool,
  /** What was mailed of it went to somebody who answers no longer when it starts now. */
  is_astray: bool,
})

/** Gives back what the appointment took, takes what it needs now and writes it down, in one statement. */
function writeMove(
  tx: TenantTx,
  before: AppointmentRow,
  move: Move,
  { parties, start, need, keepsTime }: Plan,
  { requested, pool, isOutside, note, claim }: Decision,
) {
  const o = tx.organization.id
  const kept = sealedReason(tx.sealer, before)
  const given = appointmentSecrets.seal(tx.sealer, before.id, 'overbook_reason', move.overbook?.reason)
  const unread = unreadReason(before)
  return tx.maybe(writtenRow`
    with taken as materialized (select * from ${occupy(before.id, parties.practitionerId, pool, requested)}),
    mailed as materialized (select ${isMailedToFormer(tx, before.id, iso(start))} as is_astray)
    update tenant.appointments a set
      practitioner_id = ${parties.practitionerId}::uuid,
      starts_at = ${iso(start)}::timestamptz,
      ends_at = ${iso(start + need.duration)}::timestamptz,
      room_id = (select r.room_id from tenant.resources r where r.organization_id = ${o} and r.id = taken.taken),
      overbook_reason_sealed = case
        when taken.is_over then coalesce(${given ?? kept}::bytea, ${unread})
        when ${keepsTime}::boolean then coalesce(${kept}::bytea, ${unread}) end,
      overbook_reason = null,
      is_outside_hours = ${isOutside}::boolean,
      note_sealed = case when ${move.note === undefined}::boolean then a.note_sealed else ${note}::bytea end,
      busy_claim_id = case when taken.is_shared then ${claim?.id ?? null}::uuid end,
      links_withdrawn_at = case when mailed.is_astray then clock_timestamp() else a.links_withdrawn_at end
    from taken, mailed
    where a.organization_id = ${o} and a.id = ${before.id} and a.version = ${before.version}
      and a.state = any (${[...appointmentCan.move.from]}::text[])
    returning ${writtenRow.of('a', { is_shared: sql`taken.is_shared`, is_astray: sql`mailed.is_astray` })}`)
}

async function rewriteNote(tx: TenantTx, which: Which, before: AppointmentRow, { note }: Move): Promise<ChangedRow> {
  if (note === undefined) return { ...before, told: nothingNew }
  const sealed = appointmentSecrets.seal(tx.sealer, before.id, 'note', note)
  const changed = await tx.maybe(shape({ version: int })`
    update tenant.appointments set note_sealed = ${sealed}::bytea
    where organization_id = ${tx.organization.id} and id = ${before.id} and version = ${before.version}
    returning version`)
  if (!changed) throw await overtaken(tx, which, before)
  tx.announce(appointmentChanged, { appointmentId: before.id, patientId: before.patient_id })
  return { ...before, note_sealed: sealed, version: changed.version, told: nothingNew }
}
