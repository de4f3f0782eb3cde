import { isExpected } from '@polyclinic/contract/scheduling/appointment-states.ts'
import type { MailedLink } from '@polyclinic/contract/scheduling/mailed-links.ts'
import type { AppointmentRow } from '../appointments/queries.ts'
import type { MailedLinkRow } from './queries.ts'

type State = MailedLink['state']

export const stateOf = ({ withdrawn_at, expires_at }: MailedLinkRow): State =>
  withdrawn_at ? 'withdrawn' : Date.parse(expires_at) <= Date.now() ? 'expired' : 'open'

export function mailedLinkView(row: MailedLinkRow, mayWrite: boolean): MailedLink {
  const state = stateOf(row)
  return {
    id: row.id,
    purpose: row.purpose,
    state,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    uses: row.uses,
    ...(row.withdrawn_at && { withdrawnAt: row.withdrawn_at }),
    abilities: { withdraw: abilityUnless(!mayWrite ? 'not-allowed' : state === 'open' ? undefined : state) },
  }
}

export const sendAbility = (appointment: AppointmentRow, links: readonly MailedLinkRow[], mayWrite: boolean) =>
  abilityUnless(mayWrite ? whyNotSent(appointment, links) : 'not-allowed')

/** A new link takes the place of a withdrawn one, while somebody is expected; the code of the reason, if it cannot. */
export function whyNotSent(appointment: AppointmentRow, links: readonly MailedLinkRow[]): string | undefined {
  const [newest] = links
  if (!newest) return 'none'
  if (stateOf(newest) !== 'withdrawn') return stateOf(newest)
  if (!isExpected(appointment.state)) return appointment.state
  return Date.parse(appointment.ends_at) <= Date.parse(appointment.now) ? 'over' : undefined
}

const abilityUnless = (reason: string | undefined) => (reason ? { allowed: false, reason } : { allowed: true })
