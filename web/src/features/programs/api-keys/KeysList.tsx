import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiKey } from '@polyclinic/contract/programs/api-keys.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useIsPhone } from '../../../kit/screen/viewport.ts'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { Table, type TableColumn } from '../../../ui/lists/Table.tsx'
import { PermissionsButton } from '../../organizations/public.ts'

const tones = { active: 'good', asleep: 'warn', expired: 'neutral', revoked: 'neutral' } as const

type Props = {
  keys: readonly ApiKey[]
  empty: ReactNode
  action?: (key: ApiKey) => ReactNode
}

export function KeysList({ keys, empty, action }: Props) {
  const { t } = useTranslation('programs')
  const { timeZone } = useOrganization()
  const { date } = useFormat()
  const day = (at: string | undefined) => (
    <span className="whitespace-nowrap">{at ? date(at, timeZone) : t('organizations:review.never')}</span>
  )
  const isPhone = useIsPhone()
  const state = (key: ApiKey) => <Badge tone={tones[key.state]}>{t(`state.${key.state}`)}</Badge>
  const columns: TableColumn<ApiKey>[] = [
    {
      id: 'name',
      label: t('organizations:field.name'),
      minWidth: isPhone ? 0 : 180,
      render: (key) => (
        <span className="block min-w-0">
          <bdi className="font-semibold break-words">{key.name}</bdi>
          <code dir="ltr" className="block text-parent text-13 text-muted">
            {key.startsWith}…
          </code>
          {key.state === 'asleep' && (
            <span className="block max-w-xs text-13 text-muted">{t('asleepText', { name: key.madeBy.name })}</span>
          )}
          {isPhone && (
            <span className="mt-1 flex flex-col items-start gap-1 text-13 text-muted">
              <span className="flex flex-wrap items-center gap-2">
                {state(key)} {t('until', { date: date(key.expiresAt, timeZone) })}
              </span>
              <PermissionsButton held={key.permissions} of={key.name} />
            </span>
          )}
        </span>
      ),
    },
    {
      id: 'permissions',
      label: t('organizations:roles.permissions'),
      minWidth: 120,
      render: (key) => <PermissionsButton held={key.permissions} of={key.name} />,
    },
    { id: 'maker', label: t('madeBy'), minWidth: 130, render: ({ madeBy }) => <bdi>{madeBy.name}</bdi> },
    { id: 'state', label: t('organizations:field.state'), minWidth: 110, render: state },
    {
      id: 'until',
      label: t('organizations:field.validUntil'),
      minWidth: 110,
      render: ({ expiresAt }) => day(expiresAt),
    },
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
            render: (key: ApiKey) => action(key),
          },
        ]
      : []),
  ]
  const onPhone = ['name', 'actions']
  return (
    <Table
      label={t('keys')}
      columns={isPhone ? columns.filter(({ id }) => onPhone.includes(id)) : columns}
      items={keys}
      empty={empty}
    />
  )
}
