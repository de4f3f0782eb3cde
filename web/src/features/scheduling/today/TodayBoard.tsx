import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { CalendarPlus, ChevronDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Calendar } from '@polyclinic/contract/scheduling/calendar.ts'
import { factLine } from '../../../kit/texts/fact-line.ts'
import { todayIn, useFormat } from '../../../kit/texts/format.ts'
import { useClinic, useOrganization, useOwnPractitioner } from '../../../kit/session/session.tsx'
import { useShortcut } from '../../../kit/screen/shortcuts.ts'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { ButtonLink } from '../../../ui/buttons/Link.tsx'
import { PageHeader } from '../../../ui/layout/PageHeader.tsx'
import { SegmentedControl } from '../../../ui/choices/SegmentedControl.tsx'
import { BoardEmpty, BoardError } from '../calendar/BoardStates.tsx'
import { TodayCard } from './TodayCard.tsx'
import { TodayFigures } from './TodayFigures.tsx'
import { TodaySkeleton } from './TodaySkeleton.tsx'
import { FreeNext } from './FreeNext.tsx'
import { IdleDay } from './IdleDay.tsx'
import { LeadAppointment, leadOf } from './LeadAppointment.tsx'
import { useNow } from '../times/NowLine.tsx'
import { PrintedList } from '../calendar/PrintedList.tsx'
import { idleReason, ownCalendar } from './today-model.ts'
import { UndeliveredMessages } from '../notices/UndeliveredMessages.tsx'
import { useBoardAddress } from '../calendar/use-board-address.ts'
import { calendarQuery } from '../calendar/use-calendar.ts'
import { useStillLists, type TodayAppointment } from './use-still-lists.ts'
import { useAppointmentActions } from '../appointments/use-appointment-actions.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'

/** The day at the clinic at hand: who waits, who comes, who is being treated, and when somebody is free. Whoever treats here begins with their own. */
export function TodayBoard() {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const { slug, can } = useOrganization()
  const { clinic } = useClinic()
  const timeZone = clinic?.timeZone ?? 'UTC'
  const now = useNow(15_000)
  const today = todayIn(timeZone)
  const practitioner = useOwnPractitioner()
  const own = clinic && practitioner?.clinicIds.includes(clinic.id) ? practitioner.id : undefined
  const {
    data: everyone,
    error,
    refetch,
  } = useQuery(usePrefetched({ ...calendarQuery(slug, clinic?.id ?? '', today, 1), enabled: clinic !== undefined }))
  const address = useBoardAddress(timeZone, false)
  const isMine = own !== undefined && address.search.who !== 'all'
  const data = everyone && isMine ? ownCalendar(everyone, own) : everyone
  const canWrite = clinic !== undefined && can('appointments.write')
  useShortcut('n', () => address.openBooking(), canWrite)

  return (
    <div className="mx-auto flex w-full max-w-7xl flex-col gap-6 p-6 max-sm:p-4">
      <PageHeader
        title={t('today.title')}
        subtitle={factLine([format.longDate(today), clinic?.name])}
        actions={
          <>
            {own && (
              <SegmentedControl
                label={t('today.whose')}
                segments={[
                  { value: 'mine', label: t('today.mine') },
                  { value: 'all', label: t('board.everyone') },
                ]}
                value={isMine ? 'mine' : 'all'}
                onChange={(value) => address.set({ who: value === 'all' ? 'all' : undefined }, { replace: true })}
              />
            )}
            {canWrite && (
              <Button
                writes
                variant="primary"
                icon={<CalendarPlus aria-hidden="true" className="size-4" />}
                onPress={() => address.openBooking()}
              >
                {t('board.book')}
              </Button>
            )}
          </>
        }
      />
      {data && !address.search.visit && <PrintedList calendar={data} />}
      {clinic && (
        <UndeliveredMessages clinicId={clinic.id} now={now} timeZone={timeZone} onOpen={address.openAppointment} />
      )}
      {clinic && !data ? (
        error ? (
          <BoardError error={error} onRetry={() => void refetch()} />
        ) : (
          <TodaySkeleton />
        )
      ) : !data || data.practitioners.length === 0 ? (
        <BoardEmpty by="practitioner" onPractitioners={() => {}} />
      ) : (
        <Lists
          calendar={data}
          mineId={isMine ? own : undefined}
          now={now}
          timeZone={timeZone}
          address={address}
          calendarHref={paths.calendar(slug)}
          canWrite={canWrite}
        />
      )}
    </div>
  )
}

type ListsProps = {
  calendar: Calendar
  mineId: string | undefined
  now: number
  timeZone: string
  address: ReturnType<typeof useBoardAddress>
  calendarHref: string
  canWrite: boolean
}

const soon = 8

function Lists({ calendar, mineId, now, timeZone, address, calendarHref, canWrite }: ListsProps) {
  const { t } = useTranslation('scheduling')
  const actions = useAppointmentActions()
  const [isAllShown, showAll] = useState(false)
  const { lists, rows, area } = useStillLists(calendar.appointments)
  const shared = {
    calendar,
    now,
    timeZone,
    canWrite,
    actions,
    activeId: address.search.visit,
    onOpen: address.openAppointment,
  }
  if (rows.next.length + rows.waiting.length + rows.treated.length + rows.done.length === 0) {
    const reason = idleReason(calendar)
    if (reason)
      return (
        <IdleDay {...{ reason, now, timeZone, canWrite, actions, address }} today={calendar} practitionerId={mineId} />
      )
    return (
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <EmptyState
          icon={<CalendarPlus aria-hidden="true" />}
          title={t('today.empty')}
          text={t('today.emptyText')}
          action={
            canWrite ? (
              <Button writes onPress={() => address.openBooking()}>
                {t('board.book')}
              </Button>
            ) : (
              <ButtonLink href={calendarHref}>{t('today.toCalendar')}</ButtonLink>
            )
          }
        />
        <FreeNext
          calendar={calendar}
          now={now}
          timeZone={timeZone}
          onBook={canWrite ? address.openBooking : undefined}
        />
      </div>
    )
  }
  const lead = mineId ? leadOf(rows) : undefined
  const below = (list: TodayAppointment[]) =>
    list.filter(({ appointment }) => appointment.id !== lead?.row.appointment.id)
  const waiting = below(rows.waiting)
  const treated = below(rows.treated)
  const coming = below(rows.next)
  const next = isAllShown ? coming : coming.slice(0, soon)
  return (
    <>
      <TodayFigures lists={lists} />
      <div {...area} className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-6">
          {lead && <LeadAppointment {...shared} lead={lead} />}
          {(!lead || waiting.length > 0) && (
            <TodayCard {...shared} id="waiting" rows={waiting} empty={t('today.nobodyWaits')} />
          )}
          {treated.length > 0 && <TodayCard {...shared} id="treated" rows={treated} />}
          <TodayCard
            {...shared}
            id="next"
            rows={next}
            count={lead ? coming.filter(({ left }) => !left).length : lists.next.length}
            empty={t('today.nobodyNext')}
            footer={
              coming.length > soon && (
                <Button
                  size="small"
                  variant="quiet"
                  icon={<ChevronDown aria-hidden="true" className={isAllShown ? 'size-4 rotate-180' : 'size-4'} />}
                  onPress={() => showAll(!isAllShown)}
                >
                  {isAllShown ? t('today.showLess') : t('today.showAll', { count: coming.length })}
                </Button>
              )
            }
          />
          {rows.done.length > 0 && <TodayCard {...shared} id="done" rows={rows.done} isFolded />}
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <FreeNext
            calendar={calendar}
            now={now}
            timeZone={timeZone}
            onBook={canWrite ? address.openBooking : undefined}
          />
          {rows.unconfirmed.length > 0 && <TodayCard {...shared} id="unconfirmed" rows={rows.unconfirmed} />}
        </div>
      </div>
    </>
  )
}
