import { useTranslation } from 'react-i18next'
import type { Calendar } from '@polyclinic/contract/scheduling/calendar.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { Avatar } from '../../../ui/signs/Avatar.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { hueOf } from '../calendar/board-model.ts'
import { Name } from '../appointments/Name.tsx'
import { minutesBetween, nextFreeSpan } from './today-model.ts'
import { timeText } from '../times/time-text.ts'

type Props = {
  calendar: Calendar
  /** Said of whom nothing is free; of today unless told. */
  full?: string
  now: number
  timeZone: string
  /** Absent where the reader may not book. */
  onBook?: (slot: { at: number; practitionerId: string }) => void
}

/** When each practitioner is free next today; one press books there. */
export function FreeNext({ calendar, full, now, timeZone, onBook }: Props) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const rows = calendar.practitioners
    .map((practitioner) => ({ practitioner, free: nextFreeSpan(calendar, practitioner.id, now) }))
    .sort((a, b) => (a.free?.from ?? Infinity) - (b.free?.from ?? Infinity))
  return (
    <Card isFlush title={t('today.freeNext')}>
      <ul className="divide-y divide-line">
        {rows.map(({ practitioner, free }) => (
          <li key={practitioner.id} className="flex items-center gap-3 px-4 py-2.5">
            <Avatar name={practitioner.displayName} hue={hueOf(practitioner.hue)} />
            <div className="min-w-0 flex-1">
              <Name className="font-semibold">{practitioner.displayName}</Name>
              <div className="truncate text-13 text-muted tabular-nums">
                {free
                  ? t('today.freeFor', {
                      time: timeText(format, free.from, timeZone),
                      minutes: lengthText(minutesBetween(free.from, free.to), format),
                    })
                  : (full ?? t('today.full'))}
              </div>
            </div>
            {free && onBook && (
              <Button
                writes
                size="small"
                aria-label={t('today.bookWith', {
                  name: practitioner.displayName,
                  time: timeText(format, free.from, timeZone),
                })}
                onPress={() => onBook({ at: free.from, practitionerId: practitioner.id })}
              >
                {t('today.book')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

const lengthText = (minutes: number, format: ReturnType<typeof useFormat>) =>
  minutes < 90
    ? format.minutes(minutes)
    : format.number(Math.round(minutes / 30) / 2, { style: 'unit', unit: 'hour', unitDisplay: 'short' })
