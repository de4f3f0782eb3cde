import type { ReactNode } from 'react'
import { DoorClosed } from 'lucide-react'
import { useFormat } from '../../../../kit/texts/format.ts'
import { Avatar } from '../../../../ui/signs/Avatar.tsx'
import { cx } from '../../../../ui/class-names.ts'
import type { Column, Resource } from '../board-model.ts'
import { Name } from '../../appointments/Name.tsx'

export function ResourceHead({ resource, note }: { resource: Resource; note?: ReactNode }) {
  return (
    <span className="@container flex min-w-0 flex-1 items-center gap-2.5">
      {resource.kind === 'practitioner' ? (
        <Avatar name={resource.name} hue={resource.hue} className="@max-[9rem]:hidden" />
      ) : (
        <span className="inline-flex size-8 shrink-0 items-center justify-center rounded-lg bg-sunken text-muted">
          <DoorClosed aria-hidden="true" className="size-4" />
        </span>
      )}
      <span className="min-w-0 text-start">
        <Name className="text-14 font-semibold">{resource.name}</Name>
        {(note ?? resource.detail) && (
          <span className="block truncate text-12 text-muted">{note ?? resource.detail}</span>
        )}
      </span>
    </span>
  )
}

export function DayHead({ date, isToday, note }: { date: string; isToday: boolean; note?: ReactNode }) {
  const format = useFormat()
  const weekday = new Intl.DateTimeFormat(format.locale, { weekday: 'short', timeZone: 'UTC' }).format(Date.parse(date))
  const day = new Intl.DateTimeFormat(format.locale, { day: 'numeric', timeZone: 'UTC' }).format(Date.parse(date))
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <span
        aria-hidden="true"
        className={cx(
          'inline-flex h-8 min-w-8 items-center justify-center rounded-full px-1 text-16 font-semibold tabular-nums',
          isToday ? 'bg-accent text-on-accent' : 'text-ink',
        )}
      >
        {day}
      </span>
      <span className="min-w-0">
        <span aria-hidden="true" className={cx('block truncate text-13 font-semibold', isToday && 'text-accent-ink')}>
          {weekday}
        </span>
        {note && <span className="block truncate text-12 text-muted tabular-nums">{note}</span>}
      </span>
      <span className="sr-only">{format.longDate(date)}</span>
    </span>
  )
}

export function columnLabel(column: Column, isDayNamed: boolean, longDate: (iso: string) => string) {
  return isDayNamed ? `${column.resource.name}, ${longDate(column.day.date)}` : column.resource.name
}
