import { sql } from 'kysely'
import type { Told } from '@polyclinic/contract/scheduling/told.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { newId } from '../../../kit/db/ids.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { forgetTold, withdrawLink, withdrawLinksTo } from '../../messaging/public.ts'
import type { Which } from '../appointments/actions.ts'
import { findAppointment, type AppointmentRow } from '../appointments/queries.ts'
import { appointmentChanged } from '../events.ts'
import { notifyReaders } from '../notices/actions.ts'
import {
  appointmentsAfterEnd,
  appointmentsMailedTo,
  appointmentsMailedToOther,
  listMailedLinks,
  type MailedLinkRow,
  type ToWithdrawRow,
} from './queries.ts'
import { stateOf, whyNotSent } from './view.ts'

export async function requireAppointment(tx: TenantTx, which: Which, emergencyOf?: string): Promise<AppointmentRow> {
  const row = await findAppointment(tx, which.id, which.scope, emergencyOf)
  if (!row) throw refuse('not-found')
  return row
}

export async function withdrawMailedLink(tx: TenantTx, which: Which & { linkId: string }): Promise<MailedLinkRow> {
  const { patient_id } = await requireAppointment(tx, which)
  const find = async () => (await listMailedLinks(tx, which.id)).find(({ id }) => id === which.linkId)
  const before = await find()
  if (!before) throw refuse('not-found')
  if (!(await withdrawLink(tx, { id: which.linkId, subjectId: which.id })))
    throw refuse('wrong-state', { state: stateOf((await find()) ?? before) })
  await tx.run(sql`
    update tenant.appointments set links_withdrawn_at = clock_timestamp()
    where organization_id = ${tx.organization.id} and id = ${which.id}`)
  await forgetTold(tx, which.id)
  tx.announce(appointmentChanged, { appointmentId: which.id, patientId: patient_id })
  return (await find()) ?? before
}

/** What was mailed to whoever answered until then proves nothing of visits after it; whoever still answers is mailed anew. */
export async function withdrawAfterEnd(
  tx: TenantTx,
  { patientId, guardianId }: { patientId: string; guardianId: string },
): Promise<void> {
  await withdrawAll(tx, patientId, await appointmentsAfterEnd(tx, patientId, guardianId))
}

/** Of whoever is no longer told of appointments, or shown them, what was mailed proves none that is ahead. */
export async function withdrawFromNarrowed(
  tx: TenantTx,
  { patientId, guardianId }: { patientId: string; guardianId: string },
): Promise<void> {
  await withdrawAll(tx, patientId, await appointmentsMailedTo(tx, patientId, guardianId))
}

/** Of two records that part, what was mailed to the one, or to who answers for it, proves no appointment of the other one. */
export async function withdrawFromOther(
  tx: TenantTx,
  { keptId, mergedId }: { keptId: string; mergedId: string },
): Promise<void> {
  await withdrawAll(tx, mergedId, await appointmentsMailedToOther(tx, mergedId, keptId))
  await withdrawAll(tx, keptId, await appointmentsMailedToOther(tx, keptId, mergedId))
}

/** Appointments of which nothing was mailed stay as they are. */
async function withdrawAll(tx: TenantTx, patientId: string, rows: readonly ToWithdrawRow[]): Promise<void> {
  if (rows.length === 0) return
  const ids = rows.map(({ id }) => id)
  const before = rows.filter((row) => row.is_of_before).map(({ id }) => id)
  const withdrawn = [...before, ...(await withdrawLinksTo(tx, 'appointment', ids))]
  if (withdrawn.length === 0) return
  await tx.run(sql`
    update tenant.appointments set links_withdrawn_at = clock_timestamp()
    where organization_id = ${tx.organization.id} and id = any (${withdrawn}::uuid[])`)
  for (const appointmentId of withdrawn) tx.announce(appointmentChanged, { appointmentId, patientId })
}

/** The link is made when the mail leaves; two mails that wait say one thing, so the second is withdrawn then. */
export async function mailNewLink(tx: TenantTx, which: Which): Promise<Told> {
  const appointment = await requireAppointment(tx, which)
  const reason = whyNotSent(appointment, await listMailedLinks(tx, which.id))
  if (reason) throw refuse('wrong-state', { state: reason })
  return notifyReaders(tx, null, appointment, true, newId())
}
