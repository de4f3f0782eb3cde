import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useClinic, useOrganization } from '../../../kit/session/session.tsx'
import { AlternativesDialog } from '../moves/AlternativesDialog.tsx'
import { placeOfAppointment, resourceIdOf, totalsOf } from './board-model.ts'
import { BoardEmpty, BoardError, BoardSkeleton } from './BoardStates.tsx'
import { BoardHeader } from './BoardHeader.tsx'
import { BoardView } from './BoardView.tsx'
import { judgeOf } from '../moves/findings.ts'
import { PrintedList } from './PrintedList.tsx'
import { useBoardAddress } from './use-board-address.ts'
import { useBoardKeys } from './use-board-keys.ts'
import { useCalendar } from './use-calendar.ts'
import { useIsPhone } from '../../../kit/screen/viewport.ts'
import { useMoves } from '../moves/use-moves.ts'
import { usePendingFollowed } from './use-pending-followed.ts'
import { useShownColumns } from './use-shown-columns.ts'
import { useSwipe } from './use-swipe.ts'
import { useServices } from '../services/queries.ts'
import { useZoom } from './use-zoom.ts'

/** The calendar of the clinic at hand: day or week, by practitioner or room. What it shows and which panel is open stand in the address. */
export function CalendarBoard() {
  const { t } = useTranslation('scheduling')
  const { can } = useOrganization()
  const { clinic } = useClinic()
  const timeZone = clinic?.timeZone ?? 'UTC'
  const isPhone = useIsPhone()
  const address = useBoardAddress(timeZone, isPhone)
  const areCancelledShown = address.search.cancelled === 'included'
  const calendar = useCalendar(clinic?.id, address.from, address.view === 'week' ? 7 : 1, areCancelledShown)
  const { pxPerMinute, zoom, canZoomIn, canZoomOut } = useZoom()
  const frame = useRef<HTMLDivElement>(null)
  const canWrite = clinic !== undefined && can('appointments.write')
  const { data } = calendar
  const nameOf = (id: string | undefined) =>
    data?.practitioners.find((each) => each.id === id)?.displayName ?? data?.rooms.find((each) => each.id === id)?.name
  const services = useServices().data?.items ?? []
  const may = { overbook: can('appointments.overbook'), outsideHours: can('appointments.outside-hours') }
  const judge = () => data && judgeOf(data, moves.overrides, services, may, Date.now)
  const moves = useMoves({
    timeZone,
    judge,
    whereOf: (place) => nameOf(resourceIdOf(place, address.by)) ?? t('book.roomNone'),
  })

  const { resources, who, shown, counted, choose } = useShownColumns(data, address, isPhone)

  const book = () => {
    const id = (document.activeElement as HTMLElement | null)?.closest<HTMLElement>('[data-visit]')?.dataset.visit
    const appointment = data?.appointments.find((each) => each.id === id)
    if (!appointment) return address.openBooking(address.date === address.today ? {} : { on: address.date })
    const place = placeOfAppointment(appointment, moves.overrides)
    address.openBooking({ at: place.end, practitionerId: place.practitionerId, roomId: place.roomId })
  }
  usePendingFollowed(address)
  useBoardKeys({ address, zoom, onBook: canWrite ? book : undefined })
  useSwipe(frame, isPhone, address.step)
  useEffect(() => {
    if (calendar.error && data) calendar.tellOnce()
  }, [calendar, data])

  const { refused } = moves
  return (
    <div className="flex h-full min-h-0 min-w-0 flex-1 flex-col">
      <BoardHeader
        date={address.date}
        from={address.from}
        view={address.view}
        by={address.by}
        who={who}
        resources={resources}
        totals={data && !calendar.isPlaceholderData ? totalsOf(counted) : undefined}
        isToday={address.from <= address.today && address.date === address.today}
        isPhone={isPhone}
        hasRooms={(data?.rooms.length ?? 0) > 0}
        canWrite={canWrite}
        canZoomIn={canZoomIn}
        canZoomOut={canZoomOut}
        onGo={address.go}
        onStep={address.step}
        onToday={() => address.go(address.today)}
        onView={(view) => address.set({ view: view === 'day' ? undefined : view }, { replace: true })}
        onBy={(by) => address.set({ by: by === 'room' ? by : undefined, who: undefined }, { replace: true })}
        onWho={choose}
        areCancelledShown={areCancelledShown}
        onCancelledShown={(isOn) => address.set({ cancelled: isOn ? 'included' : undefined }, { replace: true })}
        onZoom={zoom}
        onBook={book}
      />
      <div ref={frame} className="relative min-h-0 flex-1 overflow-hidden">
        {clinic && !data ? (
          calendar.error ? (
            <BoardError error={calendar.error} onRetry={() => void calendar.refetch()} />
          ) : (
            <BoardSkeleton />
          )
        ) : !data || resources.length === 0 ? (
          <BoardEmpty by={address.by} onPractitioners={() => address.set({ by: undefined }, { replace: true })} />
        ) : (
          <BoardView
            calendar={data}
            isBlank={calendar.isPlaceholderData}
            address={address}
            resources={shown}
            timeZone={timeZone}
            pxPerMinute={pxPerMinute}
            canWrite={canWrite}
            moves={moves}
            judge={judge}
            nameOf={nameOf}
            onDragChange={calendar.hold}
          />
        )}
      </div>
      {data && !calendar.isPlaceholderData && !address.search.visit && <PrintedList calendar={data} shown={shown} />}
      {refused && (
        <AlternativesDialog
          appointment={refused.appointment}
          timeZone={timeZone}
          alternatives={refused.alternatives}
          nameOf={nameOf}
          onClose={moves.dismiss}
          onChoose={({ startsAt, endsAt, practitionerId, roomId }, notify) => {
            moves.dismiss()
            const room = roomId ?? refused.place.roomId
            moves.move(
              refused.appointment,
              { start: Date.parse(startsAt), end: Date.parse(endsAt), practitionerId, roomId: room },
              'pointer',
              { notify },
            )
          }}
          onOverbook={(reason, notify) => {
            moves.dismiss()
            moves.move(refused.appointment, refused.place, 'pointer', { overbook: { reason }, notify })
          }}
        />
      )}
    </div>
  )
}
