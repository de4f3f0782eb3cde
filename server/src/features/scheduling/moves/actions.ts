import { sql } from 'kysely'
import { appointmentCan, isAllowed } from '@polyclinic/contract/scheduling/appointment-states.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { requireVersion } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { overtaken, type Which } from '../appointments/actions.ts'
import { findAppointment, type AppointmentRow } from '../appointments/queries.ts'
import { sealNote } from '../appointments/view.ts'
import { claimOf, iso, occupy, orLost, type Booker } from '../bookings/actions.ts'
import { SlotTaken } from '../bookings/alternatives.ts'
import { findBookingFacts, type Parties } from '../bookings/queries.ts'
import { isOutsideHours, isSeenTaken, requireFuture, requireParties, requirePermission, requirePractitioner, type Wish } from '../bookings/rules.ts'
import { busyLedgerOf } from '../busy/ledger.ts'
import { appointmentChanged, appointmentMoved } from '../events.ts'
import { StartAgain } from '../one-transaction.ts'
import { isElsewhere, whereAfter, type Move } from './rules.ts'

interface Written {
  room_id: string | null
  overbook_reason: string | null
  busy_claim_id: string | null
  version: number
  is_shared: boolean
}

/** Moves a visit or changes its length or note; it keeps its id, its history and, where that can be, its room. */
export async function moveAppointment(tx: TenantTx, which: Which, move: Move, booker: Booker): Promise<AppointmentRow> {
  if (move.overbook) requirePermission('appointments.overbook', booker.can)
  const before = await findAppointment(tx, which.id, which.among)
  if (!before) throw refuse('not-found')
  requireVersion(before.version, which.expectedVersion)
  if (!isElsewhere(before, move)) return rewriteNote(tx, which, before, move)
  if (!isAllowed('move', before.state)) throw refuse('wrong-state', { state: before.state })
  return rebook(tx, which, before, move, booker)
}

async function rebook(tx: TenantTx, which: Which, before: AppointmentRow, move: Move, booker: Booker): Promise<AppointmentRow> {
  const { startsAt, need, practitionerId } = whereAfter(before, move)
  const parties: Parties = {
    patientId: before.patient_id,
    serviceId: before.service_id,
    practitionerId,
    clinicId: before.clinic_id,
    ...(move.roomId && { roomId: move.roomId }),
    moved: { appointmentId: before.id, ...(move.roomId === undefined && before.room_id && { usualRoomId: before.room_id }) },
  }
  const facts = await findBookingFacts(tx, parties, iso(startsAt), booker)
  requireParties(facts, parties)
  if (practitionerId !== before.practitioner_id) requirePractitioner(facts)
  const isAnotherTime = startsAt !== Date.parse(before.starts_at) || startsAt + need.duration !== Date.parse(before.ends_at)
  if (startsAt !== Date.parse(before.starts_at)) requireFuture(facts, startsAt)
  const wish: Wish = { startsAt, need, outsideHours: move.outsideHours, overbook: move.overbook }
  // what was booked outside hours may get another room without being asked again
  const isOutside = isAnotherTime || practitionerId !== before.practitioner_id ? isOutsideHours(facts, wish, booker.can) : before.is_outside_hours
  const keepsHours = !isAnotherTime && practitionerId === before.practitioner_id
  const roomWish = move.roomId ?? (facts.service.in_listed_rooms || move.roomId === null ? undefined : (before.room_id ?? undefined))
  const lost = new SlotTaken({ ...parties, ...(roomWish && { roomId: roomWish }), without: before.id, startsAt, need })
  if (!move.overbook && !keepsHours && isSeenTaken(facts, wish)) throw lost

  const claim = claimOf(facts, before.id, wish)
  const note = move.note === undefined ? before.note_sealed : sealNote(tx.sealer, before.id, move.note)
  const written = await orLost(lost, () =>
    tx.maybe(sql<Written>`
      with taken as materialized (select * from ${occupy(before.id, practitionerId, facts.pool, wish)})
      update tenant.appointments a set
        practitioner_id = ${practitionerId}::uuid, starts_at = ${iso(startsAt)}::timestamptz, ends_at = ${iso(startsAt + need.duration)}::timestamptz,
        room_id = (select r.room_id from tenant.resources r where r.organization_id = ${tx.organization.id} and r.id = taken.taken),
        overbook_reason = case when taken.is_over then coalesce(${move.overbook?.reason ?? null}::text, a.overbook_reason) when ${keepsHours}::boolean then a.overbook_reason end,
        is_outside_hours = ${isOutside}::boolean, note_sealed = ${note}::bytea, ics_sequence = a.ics_sequence + 1,
        busy_claim_id = case when taken.is_shared then ${claim?.id ?? null}::uuid end
      from taken
      where a.organization_id = ${tx.organization.id} and a.id = ${before.id} and a.version = ${before.version} and a.state = any (${[...appointmentCan.move]}::text[])
      returning a.room_id, a.overbook_reason, a.busy_claim_id, a.version, taken.is_shared`),
  )
  if (!written) throw await overtaken(tx, which)
  if (written.is_shared && !claim) throw new StartAgain()
  if (written.is_shared || before.busy_claim_id) {
    await orLost(move.overbook ? refuse('not-available') : lost, () => busyLedgerOf(tx).decide(tx, written.is_shared ? claim : undefined, before.busy_claim_id))
  }
  const visit = { appointmentId: before.id, patientId: before.patient_id, notify: move.notify ?? true }
  if (keepsHours) appointmentChanged(tx, { ...visit, notify: false })
  else appointmentMoved(tx, visit)
  return {
    ...before,
    starts_at: iso(startsAt),
    ends_at: iso(startsAt + need.duration),
    practitioner_id: practitionerId,
    room_id: written.room_id,
    overbook_reason: written.overbook_reason,
    note_sealed: note,
    version: written.version,
  }
}

async function rewriteNote(tx: TenantTx, which: Which, before: AppointmentRow, { note }: Move): Promise<AppointmentRow> {
  if (note === undefined) return before
  const sealed = sealNote(tx.sealer, before.id, note)
  const changed = await tx.maybe(sql<{ version: number }>`
    update tenant.appointments set note_sealed = ${sealed}::bytea
    where organization_id = ${tx.organization.id} and id = ${before.id} and version = ${before.version} returning version`)
  if (!changed) throw await overtaken(tx, which)
  appointmentChanged(tx, { appointmentId: before.id, patientId: before.patient_id, notify: false })
  return { ...before, note_sealed: sealed, version: changed.version }
}
