import type { Visit } from '@polyclinic/contract/scheduling/visits.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { patients } from '../../patients/public.ts'
import { cancelAppointment, takeStep } from '../appointments/actions.ts'
import { findVisitRow, type VisitRow } from './queries.ts'
import { appointmentOf } from './rules.ts'
import { isAhead, isCancellable, visitFactsView, visitView, type VisitFacts } from './view.ts'

/** The appointment that a mailed link proves to know; 404 where the proof is wrong. Looked at before any row is. */
export function provenAppointment(sealer: Sealer, token: string): string {
  const id = appointmentOf(sealer, token)
  if (!id) throw refuse('not-found')
  return id
}

async function existing(tx: TenantTx, appointmentId: string): Promise<VisitRow> {
  const row = await findVisitRow(tx, appointmentId)
  if (!row) throw refuse('not-found')
  return row
}

/** The visit behind a mailed link. */
export const findVisit = async (tx: TenantTx, appointmentId: string): Promise<Visit> =>
  visitView(tx, await existing(tx, appointmentId))

/** Says that the patient will come; a visit that is confirmed already stays as it is. */
export async function confirmVisit(tx: TenantTx, appointmentId: string): Promise<Visit> {
  const row = await existing(tx, appointmentId)
  if (row.state === 'confirmed') return visitView(tx, row)
  if (!isAhead(row)) throw refuse('wrong-state', { state: row.state })
  const { state } = await takeStep(tx, { id: row.id }, 'confirm')
  return visitView(tx, { ...row, state })
}

/** Cancels the visit behind a mailed link while it is ahead. */
export async function cancelVisit(tx: TenantTx, appointmentId: string): Promise<Visit> {
  const row = await existing(tx, appointmentId)
  if (!isCancellable(row)) throw refuse('wrong-state', { state: row.state })
  const { state } = await cancelAppointment(tx, { id: row.id }, { reason: 'client' })
  return visitView(tx, { ...row, state })
}

/** Everything that a message about the visit needs; nothing where there is no such visit. */
export async function visitFacts(tx: TenantTx, appointmentId: string): Promise<VisitFacts | undefined> {
  const row = await findVisitRow(tx, appointmentId)
  return row && factsBehind(tx, row)
}

/** The same of a visit that must be there. */
export const visitFactsBehindLink = async (tx: TenantTx, appointmentId: string): Promise<VisitFacts> =>
  factsBehind(tx, await existing(tx, appointmentId))

const factsBehind = async (tx: TenantTx, row: VisitRow): Promise<VisitFacts> =>
  visitFactsView(tx, row, (await patients.reachOf(tx, row.patient_id))?.readers ?? [])
