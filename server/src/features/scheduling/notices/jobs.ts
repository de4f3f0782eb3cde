import { isExpected, occupies } from '@polyclinic/contract/scheduling/appointment-states.ts'
import type { Config } from '../../../kit/config/config.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { lastFactsSent, type Facts, type WriteNotice } from '../../messaging/public.ts'
import { appointmentFacts, appointmentLinks } from '../appointment-links/actions.ts'
import { appointmentToken, type LinkPower } from '../appointment-links/rules.ts'
import type { AppointmentFacts } from '../appointment-links/view.ts'
import { noticeOf } from './content.ts'
import { noticeFor } from './rules.ts'

const urlsOf = (config: Config, { organization, sealer }: TenantTx, linkId: string) => {
  const urlTo = (power: LinkPower) =>
    `${config.origin}/visit/${organization.slug}/${appointmentToken(sealer, linkId, power)}`
  return { pageUrl: urlTo('answer'), url: urlTo('show') }
}

const factsOf = ({ state, startsAt, endsAt, practitionerId }: AppointmentFacts): Facts => ({
  takesPlace: occupies(state),
  startsAt,
  endsAt,
  practitionerId,
})

/** An appointment that somebody still waits for, or that was called off. */
const isStillNews = ({ state, endsAt }: AppointmentFacts) =>
  (isExpected(state) || !occupies(state)) && Date.parse(endsAt) > Date.now()

export const writeAppointmentNotice =
  ({ config }: { config: Config }): WriteNotice =>
  async (tx, waiting) => {
    const facts = waiting.appointment_id === null ? undefined : await appointmentFacts(tx, waiting.appointment_id)
    const reader = facts?.recipients.find(({ id }) => id === waiting.recipient_id)
    if (!facts || !reader || !isStillNews(facts)) return undefined
    const known = await lastFactsSent(tx, waiting)
    const now = factsOf(facts)
    const kind = noticeFor({ known, stoodBefore: waiting.stood_before, now })
    if (!kind) return undefined
    const links = await appointmentLinks(tx, [{ id: facts.appointmentId, ends_at: facts.endsAt }])
    return {
      to: reader.email,
      language: reader.language,
      template: `visit-${kind}`,
      told: now,
      content: noticeOf(kind, facts, {
        reader,
        ...urlsOf(config, tx, links.get(facts.appointmentId) ?? ''),
        organizer: config.mailFrom.address,
        isWithSomeoneElse: known !== undefined && known.practitionerId !== now.practitionerId,
      }),
    }
  }
