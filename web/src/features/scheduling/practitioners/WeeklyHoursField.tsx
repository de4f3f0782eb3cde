import { Copy, Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../kit/texts/format.ts'
import { useWeek } from '../../../kit/texts/i18n.ts'
import { weekdaysFrom } from '../../../kit/texts/locale.ts'
import { TimeField } from '../../../kit/fields/TimeField.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { ErrorText, unreadable } from '../../../ui/fields/Field.tsx'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { Switch } from '../../../ui/choices/Switch.tsx'
import {
  addSpan,
  copyToWorkdays,
  findingsOf,
  isRead,
  isSameOnWorkdays,
  replaceSpan,
  spansOf,
  toggleDay,
  withoutSpan,
  workdaysOf,
  type Hours,
} from './weekly-hours.ts'

type Props = {
  value: Hours
  onChange: (hours: Hours) => void
  error?: string
  label?: string
}

/** A week of wall-clock hours: each day on or off, any number of stretches, one day copied to the others. */
export function WeeklyHoursField({ value, onChange, error, label }: Props) {
  const { t } = useTranslation('scheduling')
  const week = useWeek()
  const findings = findingsOf(value)
  return (
    <div role="group" aria-label={label ?? t('hours.title')} className="flex flex-col">
      {weekdaysFrom(week.firstDay).map((weekday) => (
        <WeekdayRow key={weekday} weekday={weekday} value={value} onChange={onChange} finding={findings.get(weekday)} />
      ))}
      {error && <ErrorText className="mt-2">{error}</ErrorText>}
    </div>
  )
}

/** Midnight ends the day that it is the end of. */
const endOf = (to: string | null) => (to === '00:00' ? '24:00' : (to ?? unreadable))

type RowProps = { weekday: number; value: Hours; onChange: (hours: Hours) => void; finding: string | undefined }

function WeekdayRow({ weekday, value, onChange, finding }: RowProps) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const workdays = workdaysOf(useWeek())
  const day = format.weekday(weekday)
  const spans = spansOf(value, weekday)
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-1 border-b border-line py-1.5 last:border-b-0">
      <Switch
        label={day}
        value={spans.length > 0}
        onChange={(isOn) => onChange(toggleDay(value, weekday, isOn))}
        className="w-36 shrink-0"
      />
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        {spans.length === 0 && <span className="flex min-h-control items-center text-muted">{t('hours.closed')}</span>}
        {spans.map((span, index) => (
          <div key={index} className="flex items-start gap-2">
            <TimeField
              label={t('hours.from', { day })}
              isLabelHidden
              value={span.from}
              onChange={(from) => onChange(replaceSpan(value, weekday, index, { ...span, from: from ?? unreadable }))}
              className="w-32"
            />
            <span aria-hidden="true" className="flex h-control items-center text-muted">
              –
            </span>
            <TimeField
              label={t('hours.to', { day })}
              isLabelHidden
              value={span.to === '24:00' ? '00:00' : span.to}
              onChange={(to) => onChange(replaceSpan(value, weekday, index, { ...span, to: endOf(to) }))}
              className="w-32"
            />
            <span className="flex h-control items-center">
              <IconButton
                size="small"
                label={t('hours.remove', { day })}
                icon={<X aria-hidden="true" className="size-4" />}
                onPress={() => onChange(withoutSpan(value, weekday, index))}
              />
            </span>
          </div>
        ))}
        {finding && <ErrorText>{t(`hours.${finding}`)}</ErrorText>}
        {spans.length > 0 && (
          <div className="flex flex-wrap gap-1">
            <Button
              size="small"
              variant="quiet"
              className="-ms-2 px-2! font-normal!"
              icon={<Plus aria-hidden="true" className="size-3.5" />}
              onPress={() => onChange(addSpan(value, weekday))}
            >
              {t('hours.add')}
            </Button>
            {workdays.includes(weekday) && spans.every(isRead) && !isSameOnWorkdays(value, weekday, workdays) && (
              <Button
                size="small"
                variant="quiet"
                className="px-2! font-normal!"
                icon={<Copy aria-hidden="true" className="size-3.5" />}
                onPress={() => onChange(copyToWorkdays(value, weekday, workdays))}
              >
                {t('hours.copy')}
              </Button>
            )}
          </div>
        )}
      </div>
    </div>
  )
}
