import { sql } from 'kysely'
import {
  appointmentCan,
  hindranceOf,
  stateAfter,
  windowOf,
  type Hindrance,
  type AppointmentStep,
} from '@polyclinic/contract/scheduling/appointment-states.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { atVersion } from '../../../kit/db/versioned.ts'
import { refuse, type Refusal } from '../../../kit/http/refusal.ts'
import { releaseBusyClaim } from '../busy/actions.ts'
import { appointmentCancelled, appointmentChanged } from '../events.ts'
import { notifyReaders, type ChangedRow } from '../notices/actions.ts'
import { appointmentRow, findAppointment, type AppointmentRow } from './queries.ts'
import { momentOf, appointmentSecrets } from './view.ts'
import { text, uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

export interface Which {
  id: string
  scope?: readonly string[]
  expectedVersion?: number
}

const { state, cancellation_reason, cancelled_at, arrived_at, earlier_states, version } = appointmentRow.columns

export const steppedRow = shape({ state, cancellation_reason, cancelled_at, arrived_at, earlier_states, version })

export type CancellationReason = NonNullable<AppointmentRow['cancellation_reason']>

export async function cancelAppointment(
  tx: TenantTx,
  which: Which,
  { reason, notify }: { reason: CancellationReason; notify?: boolean },
): Promise<ChangedRow> {
  const before = await atVersion(() => findAppointment(tx, which.id, which.scope), which.expectedVersion)
  requirePossible('cancel', before)
  const o = tx.organization.id
  // resources are locked before the appointment's row, as everywhere
  const changed = await tx.maybe(steppedRow`
    with freed as materialized (select tenant.vacate(${which.id}))
    update tenant.appointments a set state = 'cancelled', cancellation_reason = ${reason}, cancelled_at = clock_timestamp(),
      busy_claim_id = null,
      earlier_states = a.earlier_states || a.state
    from freed where a.organization_id = ${o} and a.id = ${which.id} and a.version = ${before.version}
      and a.state = any (${[...appointmentCan.cancel.from]}::text[])
    returning ${steppedRow.of('a')}`)
  if (!changed) throw await overtaken(tx, which, before)
  if (before.busy_claim_id) releaseBusyClaim(tx, which.id, before.busy_claim_id)
  tx.announce(appointmentCancelled, { appointmentId: which.id, patientId: before.patient_id })
  const after = { ...before, ...changed }
  return { ...after, told: await notifyReaders(tx, before, after, notify) }
}

export async function takeStep(tx: TenantTx, which: Which, step: AppointmentStep): Promise<AppointmentRow> {
  const before = await atVersion(() => findAppointment(tx, which.id, which.scope), which.expectedVersion)
  requirePossible(step, before)
  const changed = await tx.maybe(steppedRow`
    update tenant.appointments a set state = ${stateAfter[step]}, earlier_states = a.earlier_states || a.state,
      arrived_at = case when ${step}::text = 'arrive' then clock_timestamp() else a.arrived_at end
    where a.organization_id = ${tx.organization.id} and a.id = ${which.id} and a.version = ${before.version}
    returning ${steppedRow.of('a')}`)
  if (!changed) throw await overtaken(tx, which, before)
  tx.announce(appointmentChanged, { appointmentId: which.id, patientId: before.patient_id })
  return { ...before, ...changed }
}

export function requirePossible(action: keyof typeof appointmentCan, before: AppointmentRow): void {
  const [moment, now] = [momentOf(before), Date.parse(before.now)]
  const hindrance = hindranceOf(action, moment, now)
  if (hindrance) throw refuseHindered(hindrance, before, windowOf(action, moment))
}

export function refuseHindered(
  hindrance: Hindrance,
  { state }: AppointmentRow,
  { opens = 0, closes = 0 }: { opens?: number; closes?: number },
): Refusal {
  if (hindrance === 'too-early') return refuse('too-early', { from: new Date(opens).toISOString() })
  if (hindrance === 'too-late') return refuse('too-late', { until: new Date(closes).toISOString() })
  return refuse('wrong-state', { state })
}

/** Somebody else changed the appointment between our look and our write. */
export async function overtaken(tx: TenantTx, which: Which, before: AppointmentRow): Promise<Refusal> {
  const now = await findAppointment(tx, which.id, which.scope)
  if (which.expectedVersion !== undefined || !now || now.state === before.state) return refuse('stale')
  return refuse('wrong-state', { state: now.state })
}

/** Rows of one transaction; another one follows while there are more. */
const batch = 200

/** Seals some of the reasons that an earlier version wrote in clear (appointments_in_clear); answers how many. */
export async function sealSomeReasons(tx: TenantTx): Promise<number> {
  const rows = await tx.all(shape({ id: uuid, overbook_reason: text })`
    select a.id, a.overbook_reason from tenant.appointments a
    where a.organization_id = ${tx.organization.id} and a.overbook_reason is not null limit ${batch} for no key update`)
  if (rows.length === 0) return 0
  const sealed = rows.map(({ id, overbook_reason }) =>
    appointmentSecrets.seal(tx.sealer, id, 'overbook_reason', overbook_reason),
  )
  return tx.run(sql`
    update tenant.appointments a set overbook_reason_sealed = n.sealed, overbook_reason = null
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${sealed}::bytea[]) n (id, sealed)
    where a.organization_id = ${tx.organization.id} and a.id = n.id`)
}
