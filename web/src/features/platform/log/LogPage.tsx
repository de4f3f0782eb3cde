import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { PlatformLogEntry } from '@polyclinic/contract/platform/log.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { PagedLog } from '../../../kit/lists/PagedLog.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { AppLink } from '../../../kit/screen/navigation.tsx'
import { linkClass } from '../../../ui/buttons/Link.tsx'
import { paths } from '../../../paths.ts'
import { PlatformPage } from '../frame/PlatformPage.tsx'
import { logPages } from './queries.ts'

/** What operators did, newest first. */
export function LogPage() {
  const { t } = useTranslation('platform')
  const query = useInfiniteQuery(usePrefetched(logPages()))
  return (
    <PlatformPage isNarrow title={t('log.title')} subtitle={t('log.text')}>
      <div>
        <PagedLog
          label={t('log.title')}
          query={query}
          none={{ title: t('log.none'), text: t('log.noneText') }}
          renderRow={(entry) => <Entry key={entry.id} {...entry} />}
        />
      </div>
    </PlatformPage>
  )
}

/** Its members are not named to those who run the platform. */
const isOfOrganization = (act: PlatformLogEntry['act']) =>
  ['support.grant', 'support.refuse', 'support.stop'].includes(act)

function Entry({ at, act, by, organization, operator, about, reason }: PlatformLogEntry) {
  const { t } = useTranslation('platform')
  const { dateTime } = useFormat()
  const whom = [operator?.name, about].filter((one) => one !== undefined)
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <div className="font-semibold">{t(`act.${act}`)}</div>
        <div className="flex flex-wrap gap-x-2 text-muted">
          {organization && (
            <AppLink href={paths.platform.organization(organization.id)} className={linkClass}>
              <bdi>{organization.name}</bdi>
            </AppLink>
          )}
          {whom.map((one) => (
            <bdi key={one}>{one}</bdi>
          ))}
        </div>
        {reason && <p dir="auto">{t('log.reason', { reason })}</p>}
      </div>
      <div className="text-13 text-muted sm:text-end">
        <bdi>{by?.name || t(by || isOfOrganization(act) ? 'log.organization' : 'log.command')}</bdi>
        <div className="tabular-nums">{dateTime(at, Temporal.Now.timeZoneId())}</div>
      </div>
    </li>
  )
}
