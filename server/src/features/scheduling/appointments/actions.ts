import { sql } from 'kysely'
import {
  appointmentCan,
  isAllowed,
  stateAfter,
  type AppointmentStep,
} from '@polyclinic/contract/scheduling/appointment-states.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { requireVersion } from '../../../kit/http/operation.ts'
import { refuse, type Refusal } from '../../../kit/http/refusal.ts'
import { releaseBusyClaim } from '../busy/actions.ts'
import { appointmentCancelled, appointmentChanged } from '../events.ts'
import { toldOf, type ChangedRow } from '../notices/actions.ts'
import { findAppointment, type AppointmentRow } from './queries.ts'

export interface Which {
  id: string
  /** The clinics that the caller's role is scoped to. */
  among?: readonly string[]
  expectedVersion?: number
}

type Changed = Pick<AppointmentRow, 'state' | 'cancellation_reason' | 'cancelled_at' | 'arrived_at' | 'version'>

export type CancellationReason = NonNullable<AppointmentRow['cancellation_reason']>

/** Cancels a visit; its time is free at once. */
export async function cancelAppointment(
  tx: TenantTx,
  which: Which,
  { reason, notify }: { reason: CancellationReason; notify?: boolean },
): Promise<ChangedRow> {
  const before = await findAppointment(tx, which.id, which.among)
  if (!before) throw refuse('not-found')
  requireVersion(before.version, which.expectedVersion)
  if (!isAllowed('cancel', before.state)) throw refuse('wrong-state', { state: before.state })
  const o = tx.organization.id
  // resources are locked before the appointment's row, as everywhere
  const changed = await tx.maybe(sql<Changed>`
    with freed as materialized (select tenant.vacate(${which.id}))
    update tenant.appointments a set state = 'cancelled', cancellation_reason = ${reason}, cancelled_at = clock_timestamp(), busy_claim_id = null
    from freed where a.organization_id = ${o} and a.id = ${which.id} and a.version = ${before.version} and a.state = any (${[...appointmentCan.cancel]}::text[])
    returning a.state, a.cancellation_reason, a.cancelled_at, a.arrived_at, a.version`)
  if (!changed) throw await overtaken(tx, which, before)
  if (before.busy_claim_id) releaseBusyClaim(tx, which.id, before.busy_claim_id)
  appointmentCancelled(tx, { appointmentId: which.id, patientId: before.patient_id })
  const after = { ...before, ...changed }
  return { ...after, told: await toldOf(tx, before, after, notify) }
}

/** Takes a visit through the day. */
export async function takeStep(tx: TenantTx, which: Which, step: AppointmentStep): Promise<AppointmentRow> {
  const before = await findAppointment(tx, which.id, which.among)
  if (!before) throw refuse('not-found')
  requireVersion(before.version, which.expectedVersion)
  if (!isAllowed(step, before.state)) throw refuse('wrong-state', { state: before.state })
  const changed = await tx.maybe(sql<Changed>`
    update tenant.appointments a set state = ${stateAfter[step]}, arrived_at = case when ${step}::text = 'arrive' then clock_timestamp() else a.arrived_at end
    where a.organization_id = ${tx.organization.id} and a.id = ${which.id} and a.version = ${before.version}
    returning a.state, a.cancellation_reason, a.cancelled_at, a.arrived_at, a.version`)
  if (!changed) throw await overtaken(tx, which, before)
  appointmentChanged(tx, { appointmentId: which.id, patientId: before.patient_id })
  return { ...before, ...changed }
}

/** Somebody else changed the visit between our look and our write. */
export async function overtaken(tx: TenantTx, which: Which, before: AppointmentRow): Promise<Refusal> {
  const now = await findAppointment(tx, which.id, which.among)
  if (which.expectedVersion !== undefined || !now || now.state === before.state) return refuse('stale')
  return refuse('wrong-state', { state: now.state })
}
