import type { LinkedAppointment } from '@polyclinic/contract/scheduling/appointment-links.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { patients } from '../../patients/public.ts'
import { cancelAppointment, takeStep } from '../appointments/actions.ts'
import { findLinkedAppointment, type LinkedAppointmentRow } from './queries.ts'
import { appointmentOf } from './rules.ts'
import {
  appointmentFactsView,
  calendarFactsView,
  isAhead,
  isCancellable,
  linkedAppointmentView,
  type AppointmentFacts,
  type CalendarFacts,
} from './view.ts'

/** The appointment that a mailed link proves to know; 404 where the proof is wrong. Looked at before any row is. */
export function provenAppointment(sealer: Sealer, token: string): string {
  const id = appointmentOf(sealer, token)
  if (!id) throw refuse('not-found')
  return id
}

async function existing(tx: TenantTx, appointmentId: string): Promise<LinkedAppointmentRow> {
  const row = await findLinkedAppointment(tx, appointmentId)
  if (!row) throw refuse('not-found')
  return row
}

export const findByLink = async (tx: TenantTx, appointmentId: string): Promise<LinkedAppointment> =>
  linkedAppointmentView(tx, await existing(tx, appointmentId))

/** Says that the patient will come; an appointment that is confirmed already stays as it is. */
export async function confirmByLink(tx: TenantTx, appointmentId: string): Promise<LinkedAppointment> {
  const row = await existing(tx, appointmentId)
  if (row.state === 'confirmed') return linkedAppointmentView(tx, row)
  if (!isAhead(row)) throw refuse('wrong-state', { state: row.state })
  const { state } = await tx.asOrganization(() => takeStep(tx, { id: row.id }, 'confirm'))
  return linkedAppointmentView(tx, { ...row, state })
}

export async function cancelByLink(tx: TenantTx, appointmentId: string): Promise<LinkedAppointment> {
  const row = await existing(tx, appointmentId)
  if (!isCancellable(row)) throw refuse('wrong-state', { state: row.state })
  const { state } = await tx.asOrganization(() => cancelAppointment(tx, { id: row.id }, { reason: 'client' }))
  return linkedAppointmentView(tx, { ...row, state })
}

export async function appointmentFacts(tx: TenantTx, appointmentId: string): Promise<AppointmentFacts | undefined> {
  const row = await findLinkedAppointment(tx, appointmentId)
  return row && appointmentFactsView(tx, row, (await patients.reachOf(tx, row.patient_id))?.readers ?? [])
}

export const calendarFactsByLink = async (tx: TenantTx, appointmentId: string): Promise<CalendarFacts> =>
  calendarFactsView(tx, await existing(tx, appointmentId))
