import type { Visit } from '@polyclinic/contract/scheduling/visits.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { patients } from '../../patients/public.ts'
import { cancelAppointment, takeStep } from '../appointments/actions.ts'
import { findVisitRow, type VisitRow } from './queries.ts'
import { appointmentOf } from './rules.ts'
import { isAhead, isCancellable, visitFactsView, visitView, type VisitFacts } from './view.ts'

async function provenVisit(tx: TenantTx, token: string): Promise<VisitRow> {
  const id = appointmentOf(tx.sealer, token)
  const row = id && (await findVisitRow(tx, id))
  if (!row) throw refuse('not-found')
  return row
}

/** The visit behind a mailed link; 404 where the proof is wrong. */
export const findVisit = async (tx: TenantTx, token: string): Promise<Visit> =>
  visitView(tx, await provenVisit(tx, token))

/** Says that the patient will come; a visit that is confirmed already stays as it is. */
export async function confirmVisit(tx: TenantTx, token: string): Promise<Visit> {
  const row = await provenVisit(tx, token)
  if (row.state === 'confirmed') return visitView(tx, row)
  if (!isAhead(row)) throw refuse('wrong-state', { state: row.state })
  const { state } = await takeStep(tx, { id: row.id }, 'confirm')
  return visitView(tx, { ...row, state })
}

/** Cancels the visit behind a mailed link while it is ahead. */
export async function cancelVisit(tx: TenantTx, token: string): Promise<Visit> {
  const row = await provenVisit(tx, token)
  if (!isCancellable(row)) throw refuse('wrong-state', { state: row.state })
  const { state } = await cancelAppointment(tx, { id: row.id }, { reason: 'client' })
  return visitView(tx, { ...row, state })
}

/** Everything that a message about the visit needs; nothing where there is no such visit. */
export async function visitFacts(tx: TenantTx, appointmentId: string): Promise<VisitFacts | undefined> {
  const row = await findVisitRow(tx, appointmentId)
  return row && factsBehind(tx, row)
}

/** The same by a mailed link; 404 where the proof is wrong. */
export const visitFactsByToken = async (tx: TenantTx, token: string): Promise<VisitFacts> =>
  factsBehind(tx, await provenVisit(tx, token))

const factsBehind = async (tx: TenantTx, row: VisitRow): Promise<VisitFacts> =>
  visitFactsView(tx, row, (await patients.reachOf(tx, row.patient_id))?.readers ?? [])
