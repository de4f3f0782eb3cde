import {
  Button,
  Calendar as AriaCalendar,
  DatePicker as AriaDatePicker,
  Dialog,
  Group,
  Popover,
} from 'react-aria-components'
import { CalendarDays } from 'lucide-react'
import { CalendarParts, type WeekStart } from './Calendar.tsx'
import { cx } from '../class-names.ts'
import { useAriaDate, type DateProps } from './DateField.tsx'
import { DateSegments } from './DateSegments.tsx'
import { ariaField, controlClass, fieldClass, FieldLabel, FieldNotes } from '../fields/Field.tsx'
import { overlayClass } from '../choices/ListBoxParts.tsx'

type Props = DateProps & {
  isDateUnavailable?: (isoDate: string) => boolean
  weekStart?: WeekStart
}

export function DatePicker(props: Props) {
  const { label, isLabelHidden, description, error, className, isDateUnavailable, weekStart } = props
  const { root, read, aria } = useAriaDate(props)
  return (
    <AriaDatePicker
      {...aria}
      {...ariaField(props)}
      ref={root}
      isDateUnavailable={isDateUnavailable && ((date) => isDateUnavailable(date.toString().slice(0, 10)))}
      firstDayOfWeek={weekStart}
      className={cx(fieldClass, className)}
    >
      <FieldLabel label={label} isLabelHidden={isLabelHidden} isRequired={props.isRequired} />
      <Group className={controlClass}>
        <DateSegments
          onRead={read}
          className="min-w-0 flex-1 overflow-hidden ps-2.5 leading-[calc(var(--control-height)-2px)]"
        />
        <Button className="me-1 flex size-8 shrink-0 items-center justify-center rounded-lg text-muted data-hovered:bg-hover data-hovered:text-ink data-disabled:text-disabled">
          <CalendarDays aria-hidden="true" className="size-4" />
        </Button>
      </Group>
      <FieldNotes description={description} error={error} />
      <Popover offset={4} className={cx(overlayClass, 'p-3')}>
        <Dialog className="outline-none!">
          <AriaCalendar>
            <CalendarParts />
          </AriaCalendar>
        </Dialog>
      </Popover>
    </AriaDatePicker>
  )
}
