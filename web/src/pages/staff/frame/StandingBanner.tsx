import { useTranslation } from 'react-i18next'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { ButtonLink } from '../../../ui/buttons/Link.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import type { Tone } from '../../../ui/signs/tone.tsx'
import { paths } from '../../../paths.ts'

/** How an organization stands where something of it is about to stop, or did. */
const toneOf: Record<string, Tone> = {
  'past-due': 'warn',
  'read-only': 'warn',
  suspended: 'bad',
  moving: 'info',
  closed: 'bad',
}

/** Above everything that could be changed, while it cannot be, or soon will not: why, and the way forward. */
export function StandingBanner() {
  const { t } = useTranslation('staff')
  const { membership } = useOrganization()
  const { date } = useFormat()
  const { timeZone, standing } = membership.organization
  const { status, reason, closesAt } = standing
  const tone = closesAt ? 'bad' : toneOf[status]
  if (!tone) return null
  const words = closesAt ? 'closing' : status
  const title = t(`standing.${words}.title`, { date: closesAt && date(closesAt, timeZone) })
  return (
    <section aria-label={title}>
      <Banner tone={tone} title={title} className="rounded-none!" action={<WayForward />}>
        {t(`standing.${words}.text`)} {reason && t('standing.reason', { reason })}
      </Banner>
    </section>
  )
}

function WayForward() {
  const { t } = useTranslation('staff')
  const { slug, membership, can } = useOrganization()
  const { status, closesAt } = membership.organization.standing
  if (!can('organization.manage')) return null
  if (closesAt)
    return (
      <ButtonLink size="small" href={paths.settings.organization(slug)}>
        {t('standing.takeAlong')}
      </ButtonLink>
    )
  if (status !== 'past-due' && status !== 'read-only') return null
  return (
    <ButtonLink size="small" href={paths.settings.plan(slug)}>
      {t('standing.plan')}
    </ButtonLink>
  )
}
