import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { App } from '@polyclinic/contract/programs/apps.ts'
import { ProgramTable, useDay } from './ProgramTable.tsx'

type Props = {
  apps: readonly App[]
  empty: ReactNode
  action?: (app: App) => ReactNode
}

export function AppsList({ apps, empty, action }: Props) {
  const { t } = useTranslation('programs')
  const day = useDay()
  return (
    <ProgramTable
      label={t('apps')}
      programs={apps}
      empty={empty}
      action={action}
      held={({ scopes }) => scopes}
      heldLabel={t('mayAsk')}
      facts={(app) => (
        <>
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
        </>
      )}
      columns={[
        {
          id: 'kind',
          label: t('kind'),
          minWidth: 140,
          render: ({ isConfidential }) => t(isConfidential ? 'confidential' : 'open'),
        },
        {
          id: 'since',
          label: t('organizations:field.since'),
          minWidth: 110,
          render: ({ createdAt }) => day(createdAt),
        },
      ]}
    />
  )
}
