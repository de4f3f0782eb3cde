import { useTranslation } from 'react-i18next'
import type { ReviewedSupport } from '@polyclinic/contract/organizations/access.ts'
import { paths } from '../../../paths.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { ButtonLink } from '../../../ui/buttons/Link.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { useAccessReview } from '../../organizations/public.ts'
import { StateBadge } from './StateBadge.tsx'
import { useAccessWords } from './use-access-words.ts'

/** Who of those who run the platform asks to come in, is in, or was lately. */
export function SupportReviewed() {
  const { t } = useTranslation('support')
  const { slug, can } = useOrganization()
  const { support } = useAccessReview()
  const answer = can('organization.manage') && (
    <ButtonLink size="small" href={paths.settings.support(slug)}>
      {t('reviewed.answer')}
    </ButtonLink>
  )
  return (
    <Card title={t('reviewed.title')} actions={answer}>
      {support.length === 0 && <p className="text-muted">{t('reviewed.none')}</p>}
      <ul className="flex flex-col gap-4">
        {support.map((one) => (
          <Reviewed key={one.id} {...one} />
        ))}
      </ul>
    </Card>
  )
}

function Reviewed({ state, from, until, reason, grantedBy, ...one }: ReviewedSupport) {
  const { t } = useTranslation('support')
  const { dateTime } = useFormat()
  const { timeZone } = useOrganization()
  const words = useAccessWords()
  const at = (instant: string) => dateTime(instant, timeZone)
  return (
    <li className="flex min-w-0 flex-col gap-1">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <bdi className="font-semibold">{one.name}</bdi>
        <StateBadge state={state} />
        <span className="text-13 text-muted tabular-nums">{at(from)}</span>
      </div>
      <p dir="auto" className="break-words whitespace-pre-line">
        {reason}
      </p>
      <p className="text-13 text-muted">
        {state === 'asked'
          ? t('lapses', { at: at(until) })
          : t(state === 'granted' ? 'open' : 'wasOpen', { what: words.what(one), from: at(from), until: at(until) })}
      </p>
      {grantedBy && <p className="text-13 text-muted">{t('answeredBy', { name: grantedBy })}</p>}
    </li>
  )
}
