import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Calendar } from '@polyclinic/contract/scheduling/calendar.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { paths } from '../../../paths.ts'
import { ButtonLink } from '../../../ui/buttons/Link.tsx'
import { BoardError } from '../calendar/BoardStates.tsx'
import { TodayCard } from './TodayCard.tsx'
import { TodaySkeleton } from './TodaySkeleton.tsx'
import { FreeNext } from './FreeNext.tsx'
import { todayLists, firstBusyDay, ownCalendar } from './today-model.ts'
import { calendarQuery } from '../calendar/use-calendar.ts'
import type { useBoardAddress } from '../calendar/use-board-address.ts'
import type { useAppointmentActions } from '../appointments/use-appointment-actions.ts'

type Props = {
  reason: 'closed' | 'off'
  today: Calendar
  /** Whose day it is; everybody's without. */
  practitionerId: string | undefined
  now: number
  timeZone: string
  canWrite: boolean
  actions: ReturnType<typeof useAppointmentActions>
  address: ReturnType<typeof useBoardAddress>
}

const first = 5

/** A day on which nobody comes, and what the next one begins with. */
export function IdleDay({ reason, today, practitionerId, now, timeZone, canWrite, actions, address }: Props) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const { slug } = useOrganization()
  const { data, error, refetch } = useQuery(calendarQuery(slug, today.clinic.id, today.to, 7))
  if (!data) return error ? <BoardError error={error} onRetry={() => void refetch()} /> : <TodaySkeleton />
  const day = firstBusyDay(practitionerId ? ownCalendar(data, practitionerId) : data)
  const why = t(`today.idle.${reason === 'off' && practitionerId ? 'mine' : reason}`)
  if (!day) {
    return (
      <div className="flex flex-wrap items-center gap-4">
        <p className="text-16 font-semibold">{`${why} ${t('today.idle.none')}`}</p>
        <ButtonLink href={paths.calendar(slug)}>{t('today.toCalendar')}</ButtonLink>
      </div>
    )
  }
  const { next } = todayLists(day.appointments)
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="text-16 font-semibold">{`${why} ${t('today.idle.next', { day: format.shortDate(day.from) })}`}</p>
        <ButtonLink href={paths.calendar(slug, { date: day.from })}>{t('today.idle.open')}</ButtonLink>
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0">
          <TodayCard
            id="next"
            title={t('today.idle.first')}
            rows={next.slice(0, first).map((appointment) => ({ appointment }))}
            count={next.length}
            empty={t('today.idle.noVisits')}
            calendar={data}
            now={now}
            timeZone={timeZone}
            canWrite={canWrite}
            actions={actions}
            activeId={address.search.visit}
            onOpen={address.openAppointment}
          />
        </div>
        <FreeNext
          calendar={day}
          full={t('today.idle.full')}
          now={now}
          timeZone={timeZone}
          onBook={canWrite ? address.openBooking : undefined}
        />
      </div>
    </>
  )
}
