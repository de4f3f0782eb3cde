import { useQuery } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { paths } from '../../../paths.ts'
import { ButtonLink } from '../../../ui/buttons/Link.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Answers } from './Answers.tsx'
import { openAccesses } from './queries.ts'

/** For whoever answers: somebody asks to come in, or is in. */
export function SupportBanner() {
  const { t } = useTranslation('support')
  const { slug, timeZone } = useOrganization()
  const { time } = useFormat()
  const { data } = useQuery(openAccesses(slug))
  const isOnItsPage = useRouterState({ select: ({ location }) => location.pathname === paths.settings.support(slug) })
  const [access] = data?.items ?? []
  if (!access || isOnItsPage) return null
  const { operator, reason, granted } = access
  const isIn = access.state === 'granted' && granted
  return (
    <aside aria-label={t('title')}>
      <Banner
        tone={isIn ? 'info' : 'warn'}
        title={
          isIn
            ? t('banner.isIn', { name: operator.name, until: time(granted.expiresAt, timeZone) })
            : t('banner.asks', { name: operator.name })
        }
        className="rounded-none!"
        action={
          <div className="flex flex-wrap gap-2">
            <ButtonLink size="small" href={paths.settings.support(slug)}>
              {t('banner.see')}
            </ButtonLink>
            <Answers access={access} />
          </div>
        }
      >
        <span dir="auto">{reason}</span>
      </Banner>
    </aside>
  )
}
