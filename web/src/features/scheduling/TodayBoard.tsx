import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { CalendarPlus, ChevronDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Calendar } from '@polyclinic/contract/scheduling/calendar.ts'
import { todayIn, useFormat } from '../../kit/format.ts'
import { useClinic, useOrganization } from '../../kit/session.tsx'
import { useShortcut } from '../../kit/shortcuts.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ButtonLink } from '../../ui/Link.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { BoardEmpty, BoardError } from './parts/BoardStates.tsx'
import { DeskCard } from './parts/DeskCard.tsx'
import { DeskFigures } from './parts/DeskFigures.tsx'
import { DeskSkeleton } from './parts/DeskSkeleton.tsx'
import { FreeNext } from './parts/FreeNext.tsx'
import { useNow } from './parts/NowLine.tsx'
import { PrintedList } from './parts/PrintedList.tsx'
import { UndeliveredMessages } from './parts/UndeliveredMessages.tsx'
import { useBoardAddress } from './parts/use-board-address.ts'
import { calendarQuery } from './parts/use-calendar.ts'
import { useStillDesk } from './parts/use-still-desk.ts'
import { useVisitActions } from './parts/use-visit-actions.ts'

/** The desk's day at the clinic at hand: who waits, who comes, who is being treated, and when somebody is free. */
export function TodayBoard() {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const { slug, can } = useOrganization()
  const { clinic } = useClinic()
  const timeZone = clinic?.timeZone ?? 'UTC'
  const now = useNow(15_000)
  const today = todayIn(timeZone)
  const { data, error, refetch } = useQuery({
    ...calendarQuery(slug, clinic?.id ?? '', today, 1),
    enabled: clinic !== undefined,
  })
  const address = useBoardAddress(timeZone, false)
  const canWrite = clinic !== undefined && can('appointments.write')
  useShortcut('n', () => address.openBooking(), canWrite)

  return (
    <div className="mx-auto flex w-full max-w-7xl flex-col gap-6 p-6 max-sm:p-4">
      <PageHeader
        title={t('desk.title')}
        subtitle={[format.longDate(today), clinic?.name].filter(Boolean).join(' · ')}
        actions={
          canWrite && (
            <Button
              variant="primary"
              icon={<CalendarPlus aria-hidden="true" className="size-4" />}
              onPress={() => address.openBooking()}
            >
              {t('board.book')}
            </Button>
          )
        }
      />
      {data && <PrintedList calendar={data} />}
      {clinic && <UndeliveredMessages clinicId={clinic.id} now={now} timeZone={timeZone} onOpen={address.openVisit} />}
      {clinic && !data ? (
        error ? (
          <BoardError error={error} onRetry={() => void refetch()} />
        ) : (
          <DeskSkeleton />
        )
      ) : !data || data.practitioners.length === 0 ? (
        <BoardEmpty by="practitioner" onPractitioners={() => {}} />
      ) : (
        <Desk
          calendar={data}
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

type DeskProps = {
  calendar: Calendar
  now: number
  timeZone: string
  address: ReturnType<typeof useBoardAddress>
  calendarHref: string
  canWrite: boolean
}

const soon = 8

function Desk({ calendar, now, timeZone, address, calendarHref, canWrite }: DeskProps) {
  const { t } = useTranslation('scheduling')
  const actions = useVisitActions()
  const [isAllShown, showAll] = useState(false)
  const { desk, rows, area } = useStillDesk(calendar.appointments)
  const shared = {
    calendar,
    now,
    timeZone,
    canWrite,
    actions,
    activeId: address.search.visit,
    onOpen: address.openVisit,
  }
  if (rows.next.length + rows.waiting.length + rows.treated.length + rows.done.length === 0) {
    return (
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <EmptyState
          icon={<CalendarPlus aria-hidden="true" />}
          title={t('desk.empty')}
          text={t('desk.emptyText')}
          action={
            canWrite ? (
              <Button onPress={() => address.openBooking()}>{t('board.book')}</Button>
            ) : (
              <ButtonLink href={calendarHref}>{t('desk.toCalendar')}</ButtonLink>
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
  const next = isAllShown ? rows.next : rows.next.slice(0, soon)
  return (
    <>
      <DeskFigures desk={desk} />
      <div {...area} className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <DeskCard {...shared} id="waiting" rows={rows.waiting} empty={t('desk.nobodyWaits')} />
          {rows.treated.length > 0 && <DeskCard {...shared} id="treated" rows={rows.treated} />}
          <DeskCard
            {...shared}
            id="next"
            rows={next}
            count={desk.next.length}
            empty={t('desk.nobodyNext')}
            footer={
              desk.next.length > soon && (
                <Button
                  size="small"
                  variant="quiet"
                  icon={<ChevronDown aria-hidden="true" className={isAllShown ? 'size-4 rotate-180' : 'size-4'} />}
                  onPress={() => showAll(!isAllShown)}
                >
                  {isAllShown ? t('desk.showLess') : t('desk.showAll', { count: desk.next.length })}
                </Button>
              )
            }
          />
          {rows.done.length > 0 && <DeskCard {...shared} id="done" rows={rows.done} isFolded />}
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <FreeNext
            calendar={calendar}
            now={now}
            timeZone={timeZone}
            onBook={canWrite ? address.openBooking : undefined}
          />
          {rows.unconfirmed.length > 0 && <DeskCard {...shared} id="unconfirmed" rows={rows.unconfirmed} />}
        </div>
      </div>
    </>
  )
}
