import { memo } from 'react'
import { useFormat } from '../../../../kit/texts/format.ts'
import { hourMarks, type Axis } from '../../times/time-scale.ts'

export const Gutter = memo(function Gutter({ axis, pxPerMinute }: { axis: Axis; pxPerMinute: number }) {
  const format = useFormat()
  return (
    <div aria-hidden="true" className="sticky start-0 z-20 col-start-1 row-start-1 bg-surface">
      {hourMarks(axis).map(({ place, hour }) =>
        place === 0 ? null : (
          <span
            key={place}
            className="absolute end-2 -translate-y-1/2 text-12 whitespace-nowrap text-muted tabular-nums"
            style={{ top: place * pxPerMinute }}
          >
            {format.wallTime(`${String(hour).padStart(2, '0')}:00`)}
          </span>
        ),
      )}
    </div>
  )
})
