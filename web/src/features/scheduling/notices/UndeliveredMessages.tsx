import { isExpected, occupies } from '@polyclinic/contract/scheduling/appointment-states.ts'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Message } from '@polyclinic/contract/messaging/messages.ts'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { q } from '../../../kit/api/api.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { CallInstead } from './CallInstead.tsx'

type Props = { clinicId: string; now: number; timeZone: string; onOpen: (id: string) => void }

/** How many are looked into: what is older was dealt with or is over. */
const limit = 8

/** Mails about coming appointments that did not arrive: somebody has to call. Nothing where all is well. */
export function UndeliveredMessages({ clinicId, now, timeZone, onOpen }: Props) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const { slug: organization, can } = useOrganization()
  const { data } = useQuery({
    ...q.messaging.messages.list.queryOptions({
      input: { params: { organization }, query: { state: 'failed', limit: 50 } },
    }),
    enabled: can('messages.read'),
  })
  const failed = newestOfEach(data?.items ?? []).slice(0, limit)
  const appointments = useQueries({
    queries: failed.map(({ appointmentId: id = '' }) =>
      q.scheduling.appointments.get.queryOptions({ input: { params: { organization, id } } }),
    ),
  })
  const open = failed.flatMap((message, nth) => {
    const appointment = appointments[nth]?.data
    return appointment && appointment.clinicId === clinicId && isAhead(appointment, now)
      ? [{ message, appointment }]
      : []
  })
  if (open.length === 0) return null
  return (
    <Banner tone="bad" title={t('messages.failedTitle')}>
      <ul className="flex flex-col gap-2">
        {open.map(({ message, appointment }) => (
          <li key={message.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="min-w-0 flex-1 basis-60">
              <span className="font-semibold">{appointment.patient.name}</span>,{' '}
              {format.dateTime(appointment.startsAt, timeZone)}.{' '}
              {t(`messages.reason.${message.failureReason ?? 'refused'}`)}{' '}
              <CallInstead patientId={appointment.patient.id} />
            </span>
            <Button size="small" onPress={() => onOpen(appointment.id)}>
              {t('messages.openVisit')}
            </Button>
          </li>
        ))}
      </ul>
    </Banner>
  )
}

/** Newest first in, so the first of each appointment is the last word on it. */
const newestOfEach = (messages: readonly Message[]) =>
  messages.filter(
    ({ appointmentId }, nth) =>
      appointmentId && messages.findIndex((each) => each.appointmentId === appointmentId) === nth,
  )

const isAhead = ({ startsAt, state }: Appointment, now: number) =>
  Date.parse(startsAt) > now && (isExpected(state) || !occupies(state))
