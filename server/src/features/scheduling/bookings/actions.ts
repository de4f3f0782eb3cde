import { sql } from 'kysely'
import { minute } from '@polyclinic/contract/kit/durations.ts'
import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import { isTaken, StartAgain } from '../../../kit/db/collisions.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { appointmentSecrets } from '../appointments/view.ts'
import type { AppointmentRow } from '../appointments/queries.ts'
import { footprintOf } from '@polyclinic/contract/scheduling/footprints.ts'
import { decideBusyClaim, placeBusyClaim, type BusyClaim } from '../busy/actions.ts'
import { appointmentBooked } from '../events.ts'
import { notifyReaders, type ChangedRow } from '../notices/actions.ts'
import { SlotTaken } from '../alternatives/actions.ts'
import { findBookingFacts, type BookingFacts, type Parties, type Scope } from './queries.ts'
import {
  isOutsideHours,
  isSeenTaken,
  requireFuture,
  requireParties,
  requirePermission,
  requirePractitioner,
  type RequestedTime,
} from './rules.ts'
import { bool, bytea, int, nullable, uuid } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

export interface Booker extends Scope {
  can: (permission: Permission) => boolean
}

export interface NewBooking extends Parties {
  startsAt: string
  durationMinutes?: number
  note?: string
  outsideHours?: boolean
  overbook?: { reason: string }
  notify?: boolean
}

export const iso = (milliseconds: number) => new Date(milliseconds).toISOString()

/** Books an appointment: refused as a whole where a rule or anybody else's appointment is in the way. */
export async function bookAppointment(tx: TenantTx, booking: NewBooking, booker: Booker): Promise<ChangedRow> {
  if (booking.overbook) requirePermission('appointments.overbook', booker.can)
  const start = Date.parse(booking.startsAt)
  const facts: BookingFacts = await findBookingFacts(tx, booking, iso(start), booker)
  requireParties(facts, booking)
  requirePractitioner(facts)
  requireFuture(facts, start)
  const { service } = facts
  const need = {
    duration: (booking.durationMinutes ?? service.duration_minutes) * minute,
    before: service.buffer_before * minute,
    after: service.buffer_after * minute,
  }
  const requested: RequestedTime = { start, need, outsideHours: booking.outsideHours, overbook: booking.overbook }
  const isOutside = isOutsideHours(facts, requested, booker.can)
  const slotTaken = new SlotTaken({ ...booking, start, need, pool: facts.pool })
  if (!booking.overbook && isSeenTaken(facts, requested)) throw slotTaken

  const id = newId()
  const note = appointmentSecrets.seal(tx.sealer, id, 'note', booking.note)
  const claim = claimOf(facts, id, requested)
  const notAvailable = booking.overbook ? refuse('not-available') : slotTaken
  await refuseIfTaken(notAvailable, () => placeBusyClaim(tx, claim))
  const written = await refuseIfTaken(slotTaken, () =>
    insertBooked(tx, { id, booking, requested, facts, isOutside, note, claim }),
  )
  if (written.is_shared && !claim) throw new StartAgain()
  if (written.is_shared) await refuseIfTaken(notAvailable, () => decideBusyClaim(tx, id, claim, null))
  tx.announce(appointmentBooked, { appointmentId: id, patientId: booking.patientId })
  const row = rowOf(facts, { ...booking, id, note, requested, written, isOutside })
  return { ...row, told: await notifyReaders(tx, null, row, booking.notify) }
}

const writtenRow = shape({
  room_id: nullable(uuid),
  overbook_reason_sealed: nullable(bytea),
  version: int,
  is_shared: bool,
})

type Written = RowOf<typeof writtenRow>

interface Insertion {
  id: string
  booking: NewBooking
  requested: RequestedTime
  facts: BookingFacts
  isOutside: boolean
  note: Buffer | null
  claim: BusyClaim | undefined
}

const insertBooked = (tx: TenantTx, { id, booking, requested, facts, isOutside, note, claim }: Insertion) => {
  const { start, need, overbook } = requested
  const reason = appointmentSecrets.seal(tx.sealer, id, 'overbook_reason', overbook?.reason)
  return tx.one(writtenRow`
    with taken as materialized (select * from ${occupy(id, booking.practitionerId, facts.pool, requested)}),
    booked as (
      insert into tenant.appointments (organization_id, id, patient_id, service_id, practitioner_id, clinic_id, room_id, starts_at, ends_at,
        buffer_before, buffer_after, overbook_reason_sealed, is_outside_hours, note_sealed, busy_claim_id)
      select ${tx.organization.id}::uuid, ${id}::uuid, ${booking.patientId}::uuid, ${booking.serviceId}::uuid,
        ${booking.practitionerId}::uuid, ${booking.clinicId}::uuid,
        (select r.room_id from tenant.resources r where r.organization_id = ${tx.organization.id} and r.id = taken.taken),
        ${iso(start)}::timestamptz, ${iso(start + need.duration)}::timestamptz, ${need.before / minute}::int,
        ${need.after / minute}::int,
        case when taken.is_over then ${reason}::bytea end, ${isOutside}::boolean, ${note}::bytea,
        case when taken.is_shared then ${claim?.id ?? null}::uuid end
      from taken
      returning room_id, overbook_reason_sealed, version)
    select booked.*, taken.is_shared from booked cross join taken`)
}

/** A call of the one function that books, holds and moves. */
export const occupy = (
  id: string,
  practitionerId: string,
  pool: readonly string[],
  { start, need, overbook }: RequestedTime,
) => sql`
  tenant.occupy(${id}::uuid, array[${practitionerId}::uuid], ${[...pool]}::uuid[], ${iso(start)}::timestamptz,
    ${iso(start + need.duration)}::timestamptz,
    make_interval(mins => ${need.before / minute}::int), make_interval(mins => ${need.after / minute}::int), null::timestamptz,
    ${overbook !== undefined}::boolean)`

/** A claim for the busy ledger, where the practitioner is known to work elsewhere too. */
export function claimOf(
  { practitioner }: BookingFacts,
  appointmentId: string,
  { start, need }: RequestedTime,
): BusyClaim | undefined {
  if (!practitioner?.shared || practitioner.account_id === null) return undefined
  return { id: newId(), accountId: practitioner.account_id, appointmentId, footprint: footprintOf(start, need) }
}

/** Throws `refusal` where an exclusion constraint refused. */
export async function refuseIfTaken<Answer>(refusal: Error, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work()
  } catch (error) {
    throw isTaken(error) ? refusal : error
  }
}

function rowOf(
  { patient, service, now }: BookingFacts,
  {
    id,
    requested,
    note,
    written,
    isOutside,
    ...booking
  }: Omit<NewBooking, 'note'> & Omit<Insertion, 'booking' | 'facts' | 'claim'> & { written: Written },
): AppointmentRow {
  if (!patient || !service) throw new Error('an appointment without a patient or a service')
  return {
    id,
    state: 'booked',
    starts_at: iso(requested.start),
    ends_at: iso(requested.start + requested.need.duration),
    clinic_id: booking.clinicId,
    patient_id: booking.patientId,
    given_name: patient.given_name,
    family_name: patient.family_name,
    species: patient.species,
    birth_date: patient.birth_date,
    deceased_on: patient.deceased_on,
    contact_sealed: patient.contact_sealed,
    language: patient.language,
    is_withheld: patient.is_withheld,
    guardians: patient.guardians,
    warnings: patient.warnings,
    service_id: booking.serviceId,
    service_name: service.name,
    service_hue: service.hue,
    practitioner_id: booking.practitionerId,
    room_id: written.room_id,
    overbook_reason_sealed: written.overbook_reason_sealed,
    overbook_reason: null,
    note_sealed: note,
    is_hidden: false,
    cancellation_reason: null,
    cancelled_at: null,
    arrived_at: null,
    buffer_before: requested.need.before / minute,
    buffer_after: requested.need.after / minute,
    is_outside_hours: isOutside,
    busy_claim_id: null,
    earlier_states: [],
    now,
    version: written.version,
  }
}
