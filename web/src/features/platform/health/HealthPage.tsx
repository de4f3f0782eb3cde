import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { PlatformHealth } from '@polyclinic/contract/platform/health.ts'
import { q } from '../../../kit/api/api.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { Card, Facts } from '../../../ui/layout/Card.tsx'
import { Table, type TableColumn } from '../../../ui/lists/Table.tsx'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { SettingsCard } from './SettingsCard.tsx'
import { PlatformPage } from '../frame/PlatformPage.tsx'

type Database = PlatformHealth['databases'][number]

/** How the installation is: what does not answer, what failed, what is behind. */
export function HealthPage() {
  const { t } = useTranslation('platform')
  const { number, dateTime } = useFormat()
  const { data } = useSuspenseQuery(
    usePrefetched(q.platform.platformHealth.get.queryOptions({ input: {}, refetchInterval: 30_000 })),
  )
  const { version, databases, jobs, mails } = data
  const counted = jobs.countedAt && dateTime(jobs.countedAt, Temporal.Now.timeZoneId())
  return (
    <PlatformPage isNarrow title={t('health.title')} subtitle={t('health.text', { version })}>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(16rem,100%),1fr))] gap-4">
        <Card title={t('health.jobs')}>
          <Facts
            items={[
              { label: t('health.failed'), value: <Count of={jobs.failed} /> },
              { label: t('health.countedAt'), value: counted ?? t('never') },
            ]}
          />
        </Card>
        <Card title={t('health.mails')}>
          <Facts
            items={[
              { label: t('health.waiting'), value: number(mails.waiting) },
              { label: t('health.failed'), value: <Count of={mails.failed} /> },
            ]}
          />
        </Card>
      </div>
      <Card title={t('health.databases')} isFlush>
        <Table label={t('health.databases')} columns={useColumns()} items={databases} />
      </Card>
      <SettingsCard />
    </PlatformPage>
  )
}

function Count({ of }: { of: number }) {
  const { number } = useFormat()
  return of === 0 ? number(of) : <Badge tone="warn">{number(of)}</Badge>
}

function useColumns(): TableColumn<Database>[] {
  const { t } = useTranslation('platform')
  const { number } = useFormat()
  return [
    { id: 'name', label: t('field.database'), render: ({ name }) => <bdi dir="ltr">{name}</bdi> },
    {
      id: 'answers',
      label: t('field.state'),
      render: ({ answers, isBehind }) => (
        <Badge tone={!answers ? 'bad' : isBehind ? 'warn' : 'good'}>
          {t(!answers ? 'health.silent' : isBehind ? 'health.behind' : 'health.answers')}
        </Badge>
      ),
    },
    {
      id: 'organizations',
      label: t('organizations.title'),
      align: 'end',
      render: ({ organizations }) => number(organizations),
    },
  ]
}
