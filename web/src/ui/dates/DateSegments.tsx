import { use, useEffect, useEffectEvent, type ComponentProps } from 'react'
import { DateFieldStateContext, DateInput, DateSegment, TimeFieldStateContext } from 'react-aria-components'
import { cx } from '../class-names.ts'
import { readingOf, type PartsReading } from './parts-reading.ts'

type Props = {
  onRead: (reading: PartsReading) => void
  className?: string
}

const segmentClass =
  'rounded-sm px-0.5 py-0.5 tabular-nums outline-none! data-placeholder:text-muted data-focused:bg-accent data-focused:text-on-accent data-[type=literal]:px-0 data-disabled:text-disabled'

type Segment = Parameters<ComponentProps<typeof DateInput>['children']>[0]

/** The parts of a date or a time, each typed or stepped with the arrow keys, in the order of the language. */
export function DateSegments({ onRead, className }: Props) {
  return (
    <DateInput className={cx('whitespace-nowrap', className)}>
      {(segment) => <ReadSegment segment={segment} onRead={onRead} />}
    </DateInput>
  )
}

/** The state is known inside the parts alone: the first of them tells what stands in all. */
function ReadSegment({ segment, onRead }: Pick<Props, 'onRead'> & { segment: Segment }) {
  const dates = use(DateFieldStateContext)
  const times = use(TimeFieldStateContext)
  const state = dates ?? times
  const reading = state && readingOf(state.segments, state.value as object | null)
  const isTeller = state?.segments[0] === segment
  const tell = useEffectEvent(() => reading && onRead(reading))
  useEffect(() => {
    if (isTeller) tell()
  }, [isTeller, reading?.kind, reading?.text])
  return <DateSegment segment={segment} className={segmentClass} />
}
