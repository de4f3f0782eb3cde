import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ArrowRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { q } from '../../../kit/api/api.ts'
import { DatePicker } from '../../../kit/fields/DatePicker.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { TimeField } from '../../../kit/fields/TimeField.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { cx } from '../../../ui/class-names.ts'
import { unreadable } from '../../../ui/fields/Field.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'
import { freeTimesOf, instantOf, nextFreeDate, type FreeTime } from './slots.ts'
import { wallTimeOf } from '../times/time-scale.ts'

/** A time that was chosen, with who is free then where the times say so. */
export type Choice = { start: number; practitionerId?: string; roomId?: string }

/** What is typed in the day or the time and cannot be read yet: a form that holds it does not save. */
export type Unread = { day?: typeof unreadable; time?: typeof unreadable }

type Props = {
  clinicId: string
  timeZone: string
  serviceId: string | undefined
  practitionerId: string | undefined
  date: string
  onDateChange: (date: string) => void
  value: number | null
  onChange: (choice: Choice) => void
  unread: Unread
  onUnreadChange: (unread: Unread) => void
  error?: string
  errorAt: (path: string) => string | undefined
}

const reach = 21

export function FreeTimes(props: Props) {
  const { clinicId, timeZone, serviceId, practitionerId, date, value, onChange, unread, error, errorAt } = props
  const onDateChange = (day: string) => {
    props.onUnreadChange({ time: unread.time })
    props.onDateChange(day)
  }
  const choose = (choice: Choice) => {
    props.onUnreadChange({ day: unread.day })
    onChange(choice)
  }
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const { slug: organization } = useOrganization()
  const [from, to] = [
    instantOf(date, '00:00', timeZone),
    instantOf(Temporal.PlainDate.from(date).add({ days: reach }).toString(), '00:00', timeZone),
  ]
  const iso = (at: number) => new Date(at).toISOString()
  const { data, isFetching, isPlaceholderData } = useQuery({
    ...q.scheduling.availability.find.queryOptions({
      input: {
        params: { organization },
        query: { serviceId: serviceId ?? '', clinicId, practitionerId, from: iso(from), to: iso(to) },
      },
    }),
    enabled: serviceId !== undefined,
    placeholderData: keepPreviousData,
  })
  const slots = data?.slots ?? []
  const times = isPlaceholderData ? [] : freeTimesOf(slots, date, timeZone)
  const next = isPlaceholderData ? undefined : nextFreeDate(slots, date, timeZone)
  const isOther = value !== null && !times.some(({ start }) => start === value)

  return (
    <div className="flex flex-col gap-3">
      <div className="grid grid-cols-2 items-start gap-4">
        <DatePicker
          label={t('book.day')}
          value={unread.day ?? date}
          onChange={(day) =>
            day === null || day === unreadable
              ? props.onUnreadChange({ ...unread, day: unreadable })
              : onDateChange(day)
          }
          error={errorAt('unread.day')}
        />
        <TimeField
          label={t('book.time')}
          value={unread.time ?? (value === null ? null : wallTimeOf(value, timeZone))}
          isRequired
          onChange={(time) =>
            time === null || time === unreadable
              ? props.onUnreadChange({ ...unread, time: unreadable })
              : choose({ start: instantOf(date, time, timeZone) })
          }
          error={errorAt('unread.time') ?? error}
        />
      </div>
      {!serviceId ? (
        <p className="text-13 text-muted">{t('book.chooseService')}</p>
      ) : isFetching && (isPlaceholderData || !data) ? (
        <SkeletonRegion label={t('book.looking')} className="grid grid-cols-4 gap-2">
          {[0, 1, 2, 3, 4, 5, 6, 7].map((index) => (
            <Skeleton key={index} shape="block" height={36} />
          ))}
        </SkeletonRegion>
      ) : (
        <>
          <TimeChips times={times} timeZone={timeZone} value={unread.time ? null : value} onChange={choose} />
          {times.length === 0 && !isOther && <p className="text-13 text-muted">{t('book.noneFree')}</p>}
          {next && (
            <Button size="small" variant="quiet" className="-ms-3 self-start" onPress={() => onDateChange(next)}>
              {t('book.nextFree', { day: format.shortDate(next) })}
              <ArrowRight aria-hidden="true" className="size-3.5 rtl:-scale-x-100" />
            </Button>
          )}
        </>
      )}
    </div>
  )
}

function TimeChips({
  times,
  timeZone,
  value,
  onChange,
}: {
  times: FreeTime[]
  timeZone: string
  value: number | null
  onChange: Props['onChange']
}) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  if (times.length === 0) return null
  return (
    <div
      role="group"
      aria-label={t('book.freeTimes')}
      className="grid max-h-48 grid-cols-[repeat(auto-fill,minmax(5.25rem,1fr))] gap-1.5 overflow-auto p-0.5"
    >
      {times.map(({ start, slots }) => (
        <button
          key={start}
          type="button"
          aria-pressed={start === value}
          onClick={() => onChange({ start, practitionerId: slots[0]?.practitionerId, roomId: slots[0]?.roomId })}
          className={cx(
            'h-9 cursor-default rounded-lg border text-13 font-semibold tabular-nums max-sm:h-11',
            start === value
              ? 'border-accent bg-accent text-on-accent'
              : 'border-line-strong bg-surface text-ink hover:border-line-control hover:bg-sunken',
          )}
        >
          {format.time(new Date(start).toISOString(), timeZone)}
        </button>
      ))}
    </div>
  )
}
