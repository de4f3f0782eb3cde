import { CalendarPlus, ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../kit/texts/format.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Calendar } from '../../../ui/dates/Calendar.tsx'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { KeyHint } from '../../../ui/buttons/KeyHint.tsx'
import { Popover } from '../../../ui/overlays/Popover.tsx'
import { SegmentedControl } from '../../../ui/choices/SegmentedControl.tsx'
import type { Resource } from './board-model.ts'
import { DayTotals, type Totals } from './DayTotals.tsx'
import { ViewOptions } from './ViewOptions.tsx'
import { WhoField } from './WhoField.tsx'

export type HeaderProps = {
  date: string
  from: string
  view: 'day' | 'week'
  by: Resource['kind']
  who: readonly string[]
  resources: readonly Resource[]
  totals: Totals | undefined
  isToday: boolean
  isPhone: boolean
  hasRooms: boolean
  canWrite: boolean
  canZoomIn: boolean
  canZoomOut: boolean
  onGo: (date: string) => void
  onStep: (count: number) => void
  onToday: () => void
  onView: (view: 'day' | 'week') => void
  onBy: (by: Resource['kind']) => void
  onWho: (who: readonly string[]) => void
  areCancelledShown: boolean
  onCancelledShown: (isOn: boolean) => void
  onZoom: (step: 1 | -1) => void
  onBook: () => void
}

export function BoardHeader(props: HeaderProps) {
  const { view, who, by, resources, totals, isToday, isPhone, canWrite } = props
  const { t } = useTranslation('scheduling')
  return (
    <header className="@container border-b border-line bg-surface px-6 py-3 max-sm:px-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="me-auto flex min-w-0 flex-1 basis-72 items-center gap-2 max-sm:w-full">
          <div className="flex">
            <IconButton
              label={t(view === 'week' ? 'board.weekBefore' : 'board.dayBefore')}
              icon={<ChevronLeft aria-hidden="true" className="size-5 rtl:-scale-x-100" />}
              onPress={() => props.onStep(-1)}
            />
            <IconButton
              label={t(view === 'week' ? 'board.weekAfter' : 'board.dayAfter')}
              icon={<ChevronRight aria-hidden="true" className="size-5 rtl:-scale-x-100" />}
              onPress={() => props.onStep(1)}
            />
          </div>
          <div className="min-w-0">
            <h1 className="min-w-0">
              <DateTitle {...props} />
            </h1>
            <DayTotals totals={totals} />
          </div>
          {!isToday && (
            <Button
              size="small"
              className="ms-1"
              tooltip={
                <span className="flex items-center gap-2">
                  {t('board.goToday')} <KeyHint keys={['T']} />
                </span>
              }
              onPress={props.onToday}
            >
              {t('board.today')}
            </Button>
          )}
        </div>
        <div className="flex min-w-0 flex-wrap items-center gap-2 max-sm:w-full">
          <WhoField by={by} resources={resources} who={who} onWho={props.onWho} isPhone={isPhone} />
          {!isPhone && (
            <SegmentedControl
              label={t('board.view')}
              value={view}
              onChange={props.onView}
              segments={[
                { value: 'day', label: t('board.day') },
                { value: 'week', label: t('board.week') },
              ]}
            />
          )}
          <ViewOptions {...props} />
          {canWrite && (
            <Button
              variant="primary"
              icon={<CalendarPlus aria-hidden="true" className="size-4" />}
              className="@max-4xl:w-control @max-4xl:px-0!"
              tooltip={
                <span className="flex items-center gap-2">
                  {t('board.book')} <KeyHint keys={['N']} />
                </span>
              }
              onPress={props.onBook}
            >
              <span className="@max-4xl:sr-only">{t('board.book')}</span>
            </Button>
          )}
        </div>
      </div>
    </header>
  )
}

function DateTitle({ date, from, view, onGo }: HeaderProps) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const title = view === 'week' ? weekTitle(format.locale, from) : dayTitle(format.locale, date, false)
  return (
    <Popover
      label={t('board.chooseDay')}
      trigger={
        <Button
          variant="quiet"
          className="h-8! max-w-full rounded-sm! px-0! text-16! sm:text-20! ltr:tracking-tight"
          tooltip={t('board.chooseDay')}
        >
          <span className={view === 'day' ? 'truncate @max-4xl:hidden' : 'truncate'}>{title}</span>
          {view === 'day' && <span className="truncate @4xl:hidden">{dayTitle(format.locale, date, true)}</span>}
        </Button>
      }
    >
      {(close) => (
        <Calendar
          label={t('board.chooseDay')}
          value={date}
          onChange={(next) => {
            onGo(next)
            close()
          }}
        />
      )}
    </Popover>
  )
}

const dayTitle = (locale: string, date: string, isShort: boolean) =>
  new Intl.DateTimeFormat(locale, {
    weekday: isShort ? 'short' : 'long',
    day: 'numeric',
    month: isShort ? 'short' : 'long',
    timeZone: 'UTC',
  }).format(Date.parse(date))

function weekTitle(locale: string, from: string) {
  const last = Temporal.PlainDate.from(from).add({ days: 6 }).toString()
  const range = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
  return range.formatRange(Date.parse(from), Date.parse(last))
}
