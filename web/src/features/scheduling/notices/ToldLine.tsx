import { useQuery } from '@tanstack/react-query'
import { MailX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { cx } from '../../../ui/class-names.ts'
import { messageIcons, messagesAbout } from './AppointmentMessages.tsx'

/** Whether somebody was told of an appointment, and of what last: one line that keeps its place while it is asked for. */
export function ToldLine({ appointment, timeZone }: { appointment: Appointment; timeZone: string }) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const { slug, can } = useOrganization()
  const { data } = useQuery({
    ...messagesAbout(slug, appointment.id),
    staleTime: 15_000,
    enabled: can('messages.read'),
  })
  if (!can('messages.read')) return null
  const last = data?.items[0]
  const Icon = last ? messageIcons[last.state] : MailX
  const isFailed = last?.state === 'failed'
  return (
    <div className={cx('flex min-h-5 items-start gap-1.5 text-13', isFailed ? 'text-bad-ink' : 'text-muted')}>
      {data && <Icon aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />}
      {data && (
        <span className="min-w-0">
          {last
            ? t(`messages.brief.${last.state}`, {
                what: t(`messages.template.${last.template}`, { defaultValue: t('messages.email') }),
                when: format.dateTime(last.sentAt ?? last.sendAfter, timeZone),
              })
            : t('messages.none')}
        </span>
      )}
    </div>
  )
}
