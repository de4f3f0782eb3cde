import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { App } from '@polyclinic/contract/organizations/apps.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useIsPhone } from '../../../kit/screen/viewport.ts'
import { Table, type TableColumn } from '../../../ui/lists/Table.tsx'
import { PermissionsButton } from '../roles/PermissionList.tsx'

type Props = {
  apps: readonly App[]
  empty: ReactNode
  /** What can be done with an application, at the end of its row. */
  action?: (app: App) => ReactNode
}

/** Applications of others that members may connect, and what each may ask for. */
export function AppsList({ apps, empty, action }: Props) {
  const { t } = useTranslation('organizations')
  const { timeZone } = useOrganization()
  const { date } = useFormat()
  const day = (at: string | undefined) => (
    <span className="whitespace-nowrap">{at ? date(at, timeZone) : t('review.never')}</span>
  )
  const isPhone = useIsPhone()
  const columns: TableColumn<App>[] = [
    {
      id: 'name',
      label: t('field.name'),
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
              {t('programs.clientId')} <code dir="ltr">{app.id}</code>
            </span>
          )}
          {isPhone && <PermissionsButton held={app.scopes} of={app.name} />}
        </span>
      ),
    },
    {
      id: 'permissions',
      label: t('programs.mayAsk'),
      minWidth: 120,
      render: (app) => <PermissionsButton held={app.scopes} of={app.name} />,
    },
    {
      id: 'kind',
      label: t('programs.kind'),
      minWidth: 140,
      render: ({ isConfidential }) => t(isConfidential ? 'programs.confidential' : 'programs.open'),
    },
    { id: 'since', label: t('field.since'), minWidth: 110, render: ({ createdAt }) => day(createdAt) },
    {
      id: 'used',
      label: t('review.lastUsed'),
      minWidth: 110,
      render: ({ lastUsedAt }) => day(lastUsedAt),
    },
    ...(action
      ? [
          {
            id: 'actions',
            label: t('field.actions'),
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
      label={t('programs.apps')}
      columns={isPhone ? columns.filter(({ id }) => onPhone.includes(id)) : columns}
      items={apps}
      empty={empty}
    />
  )
}
