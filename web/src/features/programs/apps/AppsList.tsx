import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { App } from '@polyclinic/contract/programs/apps.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useIsPhone } from '../../../kit/screen/viewport.ts'
import { Table, type TableColumn } from '../../../ui/lists/Table.tsx'
import { PermissionsButton } from '../../organizations/public.ts'

type Props = {
  apps: readonly App[]
  empty: ReactNode
  action?: (app: App) => ReactNode
}

export function AppsList({ apps, empty, action }: Props) {
  const { t } = useTranslation('programs')
  const { timeZone } = useOrganization()
  const { date } = useFormat()
  const day = (at: string | undefined) => (
    <span className="whitespace-nowrap">{at ? date(at, timeZone) : t('organizations:review.never')}</span>
  )
  const isPhone = useIsPhone()
  const columns: TableColumn<App>[] = [
    {
      id: 'name',
      label: t('organizations:field.name'),
      minWidth: isPhone ? 0 : 180,
      render: (app) => (
        <span className="block min-w-0">
          <bdi className="font-semibold break-words">{app.name}</bdi>
          {app.redirectUris.map((address) => (
            <span key={address} dir="ltr" className="block text-parent text-13 break-all text-muted">
              {address}
            </span>
          ))}
          {action && (
            <span className="block text-13 text-muted">
              {t('clientId')} <code dir="ltr">{app.id}</code>
            </span>
          )}
          {isPhone && <PermissionsButton held={app.scopes} of={app.name} />}
        </span>
      ),
    },
    {
      id: 'permissions',
      label: t('mayAsk'),
      minWidth: 120,
      render: (app) => <PermissionsButton held={app.scopes} of={app.name} />,
    },
    {
      id: 'kind',
      label: t('kind'),
      minWidth: 140,
      render: ({ isConfidential }) => t(isConfidential ? 'confidential' : 'open'),
    },
    { id: 'since', label: t('organizations:field.since'), minWidth: 110, render: ({ createdAt }) => day(createdAt) },
    {
      id: 'used',
      label: t('organizations:review.lastUsed'),
      minWidth: 110,
      render: ({ lastUsedAt }) => day(lastUsedAt),
    },
    ...(action
      ? [
          {
            id: 'actions',
            label: t('organizations:field.actions'),
            isLabelHidden: true,
            align: 'end' as const,
            render: (app: App) => action(app),
          },
        ]
      : []),
  ]
  const onPhone = ['name', 'actions']
  return (
    <Table
      label={t('apps')}
      columns={isPhone ? columns.filter(({ id }) => onPhone.includes(id)) : columns}
      items={apps}
      empty={empty}
    />
  )
}
