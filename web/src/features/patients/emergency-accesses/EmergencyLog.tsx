import { useState } from 'react'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { EmergencyAccess } from '@polyclinic/contract/patients/emergency-accesses.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { AppLink } from '../../../kit/screen/navigation.tsx'
import { PagedLog } from '../../../kit/lists/PagedLog.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useTrade } from '../../../kit/session/trade.ts'
import { Avatar } from '../../../ui/signs/Avatar.tsx'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { linkClass } from '../../../ui/buttons/Link.tsx'
import { paths } from '../../../paths.ts'
import { emergencyPages } from './queries.ts'

export function EmergencyLog() {
  const { t } = useTrade('patients')
  const { slug } = useOrganization()
  return (
    <PagedLog
      label={t('emergency.log')}
      query={useInfiniteQuery(emergencyPages(slug))}
      none={{ title: t('emergency.none'), text: t('emergency.noneText') }}
      renderRow={(access) => <AccessRow key={access.id} access={access} />}
    />
  )
}

function AccessRow({ access }: { access: EmergencyAccess }) {
  const { t } = useTrade('patients')
  const { dateTime, time } = useFormat()
  const { slug, timeZone, can } = useOrganization()
  const { account, patient, reason, grantedAt, expiresAt, endedAt } = access
  const until = endedAt ?? expiresAt
  const [now] = useState(() => Date.now())
  const isOpen = !endedAt && Date.parse(expiresAt) > now
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <Avatar name={account.name} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-1.5 gap-y-1">
          <bdi className="font-semibold">{account.name}</bdi>
          <span className="text-muted">{t('emergency.opened')}</span>
          {can('patients.read') ? (
            <AppLink href={paths.patient(slug, patient.id)} className={linkClass}>
              <bdi>{patient.name}</bdi>
            </AppLink>
          ) : (
            <bdi>{patient.name}</bdi>
          )}
          {isOpen && <Badge tone="bad">{t('emergency.stillOpen')}</Badge>}
        </p>
        <p dir="auto" className="text-parent break-words">
          {reason}
        </p>
      </div>
      <span className="shrink-0 text-end text-13 text-muted tabular-nums max-sm:max-w-28">
        <time dateTime={grantedAt}>{dateTime(grantedAt, timeZone)}</time>
        {' – '}
        <time dateTime={until}>{time(until, timeZone)}</time>
      </span>
    </li>
  )
}
