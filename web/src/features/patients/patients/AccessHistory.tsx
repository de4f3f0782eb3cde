import { useInfiniteQuery } from '@tanstack/react-query'
import type { AuditEvent } from '@polyclinic/contract/audit/audit-events.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { PagedLog } from '../../../kit/lists/PagedLog.tsx'
import { useClinic, useOrganization } from '../../../kit/session/session.tsx'
import { useTrade } from '../../../kit/session/trade.ts'
import { Avatar } from '../../../ui/signs/Avatar.tsx'
import { accessPages } from './queries.ts'

export function AccessHistory({ patientId }: { patientId: string }) {
  const { t } = useTrade('patients')
  const { slug } = useOrganization()
  return (
    <PagedLog
      label={t('access.title')}
      query={useInfiniteQuery(accessPages(slug, patientId))}
      none={{ title: t('access.none'), text: t('access.noneText') }}
      renderRow={(event) => <AccessRow key={event.id} event={event} />}
    />
  )
}

function AccessRow({ event }: { event: AuditEvent }) {
  const { t } = useTrade('patients')
  const format = useFormat()
  const { timeZone } = useOrganization()
  const { clinic } = useClinic()
  const who = event.accountName ?? t('access.system')
  const subject = t(`access.subject.${event.subject}`, { defaultValue: event.subject.replaceAll('_', ' ') })
  const fields = event.fields.map((field) => t(`access.field.${field}`, { defaultValue: field.replaceAll('_', ' ') }))
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <Avatar name={who} />
      <div className="min-w-0 flex-1">
        <p>
          <bdi className="font-semibold">{who}</bdi>{' '}
          <span className="text-muted">{t(`access.action.${event.action}`, { subject })}</span>
        </p>
        {event.action === 'update' && fields.length > 0 && (
          <p className="text-13 break-words text-muted">{format.list(fields)}</p>
        )}
      </div>
      <time dateTime={event.at} className="shrink-0 text-13 text-muted tabular-nums max-sm:max-w-24 max-sm:text-end">
        {format.dateTime(event.at, clinic?.timeZone ?? timeZone)}
      </time>
    </li>
  )
}
