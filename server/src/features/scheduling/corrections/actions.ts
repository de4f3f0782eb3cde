import { sql } from 'kysely'
import {
  correctionHindrance,
  pathBackTo,
  windowOf,
  type AppointmentState,
} from '@polyclinic/contract/scheduling/appointment-states.ts'
import { StartAgain } from '../../../kit/db/collisions.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { atVersion } from '../../../kit/db/versioned.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { SlotTaken } from '../alternatives/actions.ts'
import { overtaken, refuseHindered, steppedRow, type Which } from '../appointments/actions.ts'
import { findAppointment, unreadReason, type AppointmentRow } from '../appointments/queries.ts'
import { momentOf, sealedReason, appointmentSecrets } from '../appointments/view.ts'
import { claimOf, occupy, refuseIfTaken, type Booker } from '../bookings/actions.ts'
import { findBookingFacts } from '../bookings/queries.ts'
import { isSeenTaken, requireParties, requirePermission, type RequestedTime } from '../bookings/rules.ts'
import { decideBusyClaim, placeBusyClaim, type BusyClaim } from '../busy/actions.ts'
import { appointmentChanged, appointmentRestored } from '../events.ts'
import { planOf } from '../moves/rules.ts'
import { nothingNew, notifyReaders, type ChangedRow } from '../notices/actions.ts'
import { bool, bytea, nullable, text, uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

interface Correction {
  to: AppointmentState
  overbook?: { reason: string }
  notify?: boolean
}

/** Takes an appointment back to a state that it was in; a cancelled one takes its time again, under the same rules as a booking. */
export async function correctAppointment(
  tx: TenantTx,
  which: Which,
  correction: Correction,
  booker: Booker,
): Promise<ChangedRow> {
  if (correction.overbook) requirePermission('appointments.overbook', booker.can)
  const before = await atVersion(() => findAppointment(tx, which.id, which.scope), which.expectedVersion)
  requireCorrectable(before, correction.to)
  const appointment = { appointmentId: before.id, patientId: before.patient_id }
  if (before.state === 'cancelled') {
    const restored = await bringBack(tx, which, before, correction, booker)
    tx.announce(appointmentRestored, { ...appointment, correction: 'yes' })
    return { ...restored, told: await notifyReaders(tx, before, restored, correction.notify) }
  }
  const changed = await tx.maybe(steppedRow`
    update tenant.appointments a set ${stateOf(before, correction.to)}
    where a.organization_id = ${tx.organization.id} and a.id = ${before.id} and a.version = ${before.version}
    returning ${steppedRow.of('a')}`)
  if (!changed) throw await overtaken(tx, which, before)
  tx.announce(appointmentChanged, { ...appointment, correction: 'yes' })
  return { ...before, ...changed, told: nothingNew }
}

function requireCorrectable(before: AppointmentRow, to: AppointmentState): void {
  const moment = momentOf(before)
  const hindrance = correctionHindrance(moment, to, Date.parse(before.now))
  if (hindrance) throw refuseHindered(hindrance, before, windowOf(to === 'no-show' ? 'miss' : 'cancel', moment))
}

/** The state as it was; nobody has arrived who is only expected. */
const stateOf = (before: AppointmentRow, to: AppointmentState) => sql`
  state = ${to}, earlier_states = ${pathBackTo(before.earlier_states, to)}::text[],
  arrived_at = case when ${to}::text = 'arrived' then coalesce(a.arrived_at, clock_timestamp())
    when ${to}::text = 'in-progress' then a.arrived_at end`

/** Takes the time of a cancelled appointment again; what was agreed about its hours is not asked again. */
async function bringBack(
  tx: TenantTx,
  which: Which,
  before: AppointmentRow,
  { to, overbook }: Correction,
  booker: Booker,
): Promise<AppointmentRow> {
  const { parties, start, need } = planOf(before, {})
  const facts = await findBookingFacts(tx, parties, before.starts_at, booker)
  requireParties(facts, parties)
  if (facts.practitioner.archived_at !== null || !facts.practitioner.works_here) throw refuse('not-available')
  const requested: RequestedTime = { start, need, overbook }
  const keptRoom = facts.service.in_listed_rooms ? undefined : (before.room_id ?? undefined)
  const slotTaken = new SlotTaken({ ...parties, roomId: keptRoom, without: before.id, start, need, pool: facts.pool })
  if (!overbook && isSeenTaken(facts, requested)) throw slotTaken
  const claim = claimOf(facts, before.id, requested)
  const notAvailable = overbook ? refuse('not-available') : slotTaken
  await refuseIfTaken(notAvailable, () => placeBusyClaim(tx, claim))
  const written = await refuseIfTaken(slotTaken, () =>
    writeBack(tx, before, to, { requested, pool: facts.pool, claim }),
  )
  if (!written) throw await overtaken(tx, which, before)
  if (written.is_shared && !claim) throw new StartAgain()
  if (written.is_shared) await refuseIfTaken(notAvailable, () => decideBusyClaim(tx, before.id, claim, null))
  const { is_shared: _, ...changed } = written
  return { ...before, ...changed, ...(before.is_hidden && { overbook_reason_sealed: null, overbook_reason: null }) }
}

const writtenRow = shape({
  ...steppedRow.columns,
  room_id: nullable(uuid),
  overbook_reason_sealed: nullable(bytea),
  overbook_reason: nullable(text),
  busy_claim_id: nullable(uuid),
  is_shared: bool,
})

const writeBack = (
  tx: TenantTx,
  before: AppointmentRow,
  to: AppointmentState,
  { requested, pool, claim }: { requested: RequestedTime; pool: readonly string[]; claim: BusyClaim | undefined },
) => {
  const given = appointmentSecrets.seal(tx.sealer, before.id, 'overbook_reason', requested.overbook?.reason)
  return tx.maybe(writtenRow`
    with taken as materialized (select * from ${occupy(before.id, before.practitioner_id, pool, requested)})
    update tenant.appointments a set ${stateOf(before, to)},
      room_id = (select r.room_id from tenant.resources r where r.organization_id = ${tx.organization.id} and r.id = taken.taken),
      overbook_reason_sealed = case when taken.is_over
        then coalesce(${given ?? sealedReason(tx.sealer, before)}::bytea, ${unreadReason(before)}) end,
      overbook_reason = null,
      cancellation_reason = null, cancelled_at = null,
      busy_claim_id = case when taken.is_shared then ${claim?.id ?? null}::uuid end
    from taken
    where a.organization_id = ${tx.organization.id} and a.id = ${before.id} and a.version = ${before.version} and a.state = 'cancelled'
    returning ${writtenRow.of('a', { is_shared: sql`taken.is_shared` })}`)
}
