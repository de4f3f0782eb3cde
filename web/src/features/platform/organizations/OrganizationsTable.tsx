import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../kit/texts/format.ts'
import { useIsPhone, useIsRoomy } from '../../../kit/screen/viewport.ts'
import { GridList, ListRow } from '../../../ui/lists/GridList.tsx'
import { Table, type TableColumn } from '../../../ui/lists/Table.tsx'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { StateBadge } from './StateBadge.tsx'
import { usePlanOf } from './use-plan-of.ts'
import type { Organization } from './queries.ts'

interface Props {
  items: readonly Organization[]
  activeId?: string
  onOpen: (id: string) => void
  empty: ReactNode
}

const isWide = new Set(['database', 'appointments'])

/** Organizations as numbers: how large, how busy, where they lie, what fails. */
export function OrganizationsTable({ items, activeId, onOpen, empty }: Props) {
  const { t } = useTranslation('platform')
  const columns = useColumns()
  const isPhone = useIsPhone()
  const isRoomy = useIsRoomy()
  const label = t('organizations.title')
  if (isPhone)
    return (
      <GridList
        label={label}
        items={items}
        textOf={({ name }) => name}
        activeId={activeId}
        onAction={onOpen}
        empty={empty}
        renderItem={(one) => <ListRow title={one.name} text={<Numbers of={one} />} end={<StateBadge {...one} />} />}
      />
    )
  return (
    <Table
      label={label}
      items={items}
      columns={isRoomy && !activeId ? columns : columns.filter(({ id }) => !isWide.has(id))}
      activeId={activeId}
      onRowAction={onOpen}
      empty={empty}
    />
  )
}

function Numbers({ of: { size, plan } }: { of: Organization }) {
  const { t } = useTranslation('platform')
  const planOf = usePlanOf()
  const { number } = useFormat()
  const counted = (count: number) => ({ count, shown: number(count) })
  return (
    <>
      <bdi>{planOf(plan)}</bdi> · {t('count.members', counted(size.members))}
      {size.measured && ` · ${t('count.patients', counted(size.measured.patients))}`}
    </>
  )
}

function useColumns(): TableColumn<Organization>[] {
  const { t } = useTranslation('platform')
  const { number, date } = useFormat()
  const planOf = usePlanOf()
  const measured = (value: number | undefined) => (value === undefined ? '–' : number(value))
  return [
    {
      id: 'name',
      label: t('field.organization'),
      minWidth: 200,
      render: ({ name, slug }) => (
        <>
          <div dir="auto" className="truncate text-parent font-semibold">
            {name}
          </div>
          <div className="truncate text-13 text-muted">
            <bdi dir="ltr">{slug}</bdi>
          </div>
        </>
      ),
    },
    { id: 'state', label: t('field.state'), render: (one) => <StateBadge {...one} /> },
    { id: 'plan', label: t('field.plan'), render: ({ plan }) => planOf(plan) },
    { id: 'members', label: t('field.members'), align: 'end', render: ({ size }) => number(size.members) },
    {
      id: 'patients',
      label: t('field.patients'),
      align: 'end',
      render: ({ size }) => measured(size.measured?.patients),
    },
    {
      id: 'appointments',
      label: t('field.appointments'),
      align: 'end',
      render: ({ size }) => measured(size.measured?.appointments),
    },
    {
      id: 'active',
      label: t('field.lastActive'),
      minWidth: 120,
      render: ({ lastActiveAt }) => (lastActiveAt ? date(lastActiveAt, Temporal.Now.timeZoneId()) : t('never')),
    },
    { id: 'database', label: t('field.database'), render: ({ database }) => t(`database.${database.kind}`) },
    { id: 'fails', label: t('field.fails'), render: (one) => <Fails of={one} /> },
  ]
}

function Fails({ of: { failedJobs, size, database } }: { of: Organization }) {
  const { t } = useTranslation('platform')
  const { number } = useFormat()
  const mails = size.measured?.failedMails ?? 0
  if (!database.answers) return <Badge tone="bad">{t('fails.database')}</Badge>
  if (failedJobs + mails === 0) return <span className="text-muted">{t('fails.nothing')}</span>
  return <Badge tone="warn">{t('fails.some', { count: failedJobs + mails, shown: number(failedJobs + mails) })}</Badge>
}
