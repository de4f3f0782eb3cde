import { useQuery } from '@tanstack/react-query'
import { Clock, Mail, MailCheck, MailWarning, MailX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { shownEmail } from '@polyclinic/contract/kit/reading/email.ts'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import type { Message } from '@polyclinic/contract/messaging/messages.ts'
import { q } from '../../../kit/api/api.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { CallInstead } from './CallInstead.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'

export const messageIcons = {
  waiting: Clock,
  sending: Mail,
  sent: MailCheck,
  failed: MailWarning,
  withdrawn: MailX,
} as const

export const messagesAbout = (organization: string, appointmentId: string) =>
  q.messaging.messages.list.queryOptions({ input: { params: { organization }, query: { appointmentId, limit: 20 } } })

export function AppointmentMessages({ appointment, timeZone }: { appointment: Appointment; timeZone: string }) {
  const { t } = useTranslation('scheduling')
  const { slug: organization } = useOrganization()
  const { data, isPending } = useQuery(messagesAbout(organization, appointment.id))
  const messages = data?.items ?? []
  return (
    <section aria-label={t('messages.title')}>
      <h3 className="text-14 font-semibold">{t('messages.title')}</h3>
      {isPending ? (
        <SkeletonRegion label={t('kit:state.loading')} className="mt-2">
          <Skeleton lines={2} />
        </SkeletonRegion>
      ) : messages.length === 0 ? (
        <p className="mt-1 text-13 text-muted">{t('messages.none')}</p>
      ) : (
        <ul className="mt-2 flex flex-col gap-2.5">
          {messages.map((message) => (
            <MessageLine key={message.id} message={message} timeZone={timeZone} patientId={appointment.patient.id} />
          ))}
        </ul>
      )}
    </section>
  )
}

type LineProps = { message: Message; timeZone: string; patientId: string }

function MessageLine({ message, timeZone, patientId }: LineProps) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const Icon = messageIcons[message.state]
  const isFailed = message.state === 'failed'
  const when = format.dateTime(message.sentAt ?? message.sendAfter, timeZone)
  const isTriedAgain = message.state === 'waiting' && message.failureReason !== undefined
  return (
    <li className="flex items-start gap-2.5">
      <Icon aria-hidden="true" className={`mt-0.5 size-4 shrink-0 ${isFailed ? 'text-bad-ink' : 'text-muted'}`} />
      <div className="min-w-0">
        <div>{t(`messages.template.${message.template}`, { defaultValue: t('messages.email') })}</div>
        <div className={`text-13 ${isFailed ? 'text-bad-ink' : 'text-muted'}`}>
          {t(isTriedAgain ? 'messages.again' : `messages.state.${message.state}`, { when })}{' '}
          <bdi dir="ltr">{shownEmail(message.to)}</bdi>
        </div>
        {message.failureReason && (
          <div className="text-13 text-muted">
            {t(`messages.reason.${message.failureReason}`)} {isFailed && <CallInstead patientId={patientId} />}
          </div>
        )}
      </div>
    </li>
  )
}
