import { useTranslation } from 'react-i18next'
import { useOrganization } from '../../../kit/session/session.tsx'
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
  const { slug, membership, can } = useOrganization()
  const { status, reason } = membership.organization.standing
  const tone = toneOf[status]
  if (!tone) return null
  const isAboutThePlan = status === 'past-due' || status === 'read-only'
  return (
    <Banner
      tone={tone}
      title={t(`standing.${status}.title`)}
      className="rounded-none!"
      action={
        isAboutThePlan &&
        can('organization.manage') && (
          <ButtonLink size="small" href={paths.settings.plan(slug)}>
            {t('standing.plan')}
          </ButtonLink>
        )
      }
    >
      {t(`standing.${status}.text`)} {reason && t('standing.reason', { reason })}
    </Banner>
  )
}
