import type { LinkedAppointment } from '@polyclinic/contract/scheduling/appointment-links.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { linksTo, takeLink } from '../../messaging/public.ts'
import { patients } from '../../patients/public.ts'
import { cancelAppointment, takeStep } from '../appointments/actions.ts'
import { findLinkedAppointment, findProvedAppointment, type LinkedAppointmentRow } from './queries.ts'
import { linkExpiry, provedLink, type LinkPower, type ProvedLink } from './rules.ts'
import {
  appointmentFactsView,
  calendarFactsView,
  isAhead,
  isCancellable,
  linkedAppointmentView,
  type AppointmentFacts,
  type CalendarFacts,
} from './view.ts'

/** What a mailed link proves to know; 404 where its proof is wrong or of another power. Looked at before any row is. */
export function requireProof(sealer: Sealer, token: string, power: LinkPower): ProvedLink {
  const proved = provedLink(sealer, token, power)
  if (!proved) throw refuse('not-found')
  return proved
}

/** Links to appointments, by appointment: one for each, whoever is given it. */
export const appointmentLinks = (tx: TenantTx, appointments: readonly { id: string; ends_at: string }[]) =>
  linksTo(
    tx,
    'appointment',
    appointments.map((row) => ({ subjectId: row.id, expiresAt: linkExpiry(row) })),
  )

async function existing(tx: TenantTx, proved: ProvedLink): Promise<LinkedAppointmentRow> {
  const row = await findProvedAppointment(tx, proved)
  if (!row) throw refuse('not-found')
  return row
}

/** The organization does it for whoever holds the link, as long as it works in this very transaction. */
const answering = <Done>(tx: TenantTx, { linkId }: ProvedLink, work: () => Promise<Done>): Promise<Done> =>
  tx.asOrganization(async () => {
    if (linkId && !(await takeLink(tx, linkId))) throw refuse('not-found')
    return work()
  })

export const findByLink = async (tx: TenantTx, proved: ProvedLink): Promise<LinkedAppointment> =>
  linkedAppointmentView(tx, await existing(tx, proved), proved.mayAnswer)

export async function confirmByLink(tx: TenantTx, proved: ProvedLink): Promise<LinkedAppointment> {
  const row = await existing(tx, proved)
  if (row.state === 'confirmed') return linkedAppointmentView(tx, row)
  if (!isAhead(row)) throw refuse('wrong-state', { state: row.state })
  const { state } = await answering(tx, proved, () => takeStep(tx, { id: row.id }, 'confirm'))
  return linkedAppointmentView(tx, { ...row, state })
}

export async function cancelByLink(tx: TenantTx, proved: ProvedLink): Promise<LinkedAppointment> {
  const row = await existing(tx, proved)
  if (!isCancellable(row)) throw refuse('wrong-state', { state: row.state })
  const { state } = await answering(tx, proved, () => cancelAppointment(tx, { id: row.id }, { reason: 'client' }))
  return linkedAppointmentView(tx, { ...row, state })
}

export async function appointmentFacts(tx: TenantTx, appointmentId: string): Promise<AppointmentFacts | undefined> {
  const row = await findLinkedAppointment(tx, appointmentId)
  if (!row) return undefined
  const reached = await patients.reachOf(tx, row.patient_id, { startsAt: row.starts_at })
  return appointmentFactsView(tx, row, reached?.readers ?? [])
}

export const calendarFactsByLink = async (tx: TenantTx, proved: ProvedLink): Promise<CalendarFacts> =>
  calendarFactsView(tx, await existing(tx, proved))
