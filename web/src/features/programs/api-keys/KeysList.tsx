import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiKey } from '@polyclinic/contract/programs/api-keys.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { ProgramTable, useDay } from '../apps/ProgramTable.tsx'

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
  const day = useDay()
  const state = (key: ApiKey) => <Badge tone={tones[key.state]}>{t(`state.${key.state}`)}</Badge>
  return (
    <ProgramTable
      label={t('keys')}
      programs={keys}
      empty={empty}
      action={action}
      held={({ permissions }) => permissions}
      heldLabel={t('organizations:roles.permissions')}
      facts={(key) => (
        <>
          <code dir="ltr" className="block text-parent text-13 text-muted">
            {key.startsWith}…
          </code>
          {key.state === 'asleep' && (
            <span className="block max-w-xs text-13 text-muted">{t('asleepText', { name: key.madeBy.name })}</span>
          )}
        </>
      )}
      state={(key) => (
        <span className="flex flex-wrap items-center gap-2">
          {state(key)} {t('until', { date: date(key.expiresAt, timeZone) })}
        </span>
      )}
      columns={[
        { id: 'maker', label: t('madeBy'), minWidth: 130, render: ({ madeBy }) => <bdi>{madeBy.name}</bdi> },
        { id: 'state', label: t('organizations:field.state'), minWidth: 110, render: state },
        {
          id: 'until',
          label: t('organizations:field.validUntil'),
          minWidth: 110,
          render: ({ expiresAt }) => day(expiresAt),
        },
      ]}
    />
  )
}
