import { useState } from 'react'
import { Calendar } from '../ui/dates/Calendar.tsx'
import { Card } from '../ui/layout/Card.tsx'
import { DateField } from '../ui/dates/DateField.tsx'
import { DatePicker } from '../ui/dates/DatePicker.tsx'
import { TimeField } from '../ui/dates/TimeField.tsx'
import { Specimen, Specimens } from './Specimen.tsx'
import { useWords } from './words.ts'

export function DateSpecimens() {
  const say = useWords()
  const [date, setDate] = useState<string | null>('2026-11-23')
  const [time, setTime] = useState<string | null>('09:30')
  const isSunday = (isoDate: string) => new Date(isoDate).getUTCDay() === 0
  return (
    <Specimens id="dates" title={say('Dates and times', 'التواريخ والأوقات')}>
      <Specimen name="DateField, DatePicker, TimeField" isGrid>
        <DateField label={say('Born', 'تاريخ الميلاد')} value={date} onChange={setDate} isRequired />
        <DateField
          label={say('Expires', 'ينتهي في')}
          description={say('As printed on the package.', 'كما هو مطبوع على العبوة.')}
        />
        <DatePicker
          label={say('Day', 'اليوم')}
          value={date}
          onChange={setDate}
          min="2026-11-02"
          isDateUnavailable={isSunday}
        />
        <DatePicker
          label={say('Day', 'اليوم')}
          error={say('The clinic is closed that day.', 'العيادة مغلقة في ذلك اليوم.')}
          value="2026-12-25"
        />
        <DatePicker label={say('Day', 'اليوم')} isDisabled />
        <TimeField label={say('Starts', 'البداية')} value={time} onChange={setTime} />
        <TimeField label={say('Starts', 'البداية')} value={time} onChange={setTime} hourCycle={12} />
        <TimeField label={say('Ends', 'النهاية')} error={say('Must be after the start.', 'يجب أن تكون بعد البداية.')} />
      </Specimen>
      <Specimen name="Calendar">
        <Card>
          <Calendar
            label={say('Day', 'اليوم')}
            value={date}
            onChange={setDate}
            min="2026-11-02"
            isDateUnavailable={isSunday}
          />
        </Card>
      </Specimen>
    </Specimens>
  )
}
