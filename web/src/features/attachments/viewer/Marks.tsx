import type { Mark } from '@polyclinic/contract/attachments/annotations.ts'
import { headOf, inkColours, type Point } from './drawing.ts'

type Props = {
  marks: readonly Mark[]
  /** Sides of the picture, in pixels of its own. */
  size: { width: number; height: number }
}

const joined = (points: readonly Point[]) => points.map(([x, y]) => `${x},${y}`).join(' ')

/** What was drawn, over the picture: it grows with it, and lines stay as thick as they are. */
export function Marks({ marks, size }: Props) {
  return (
    <>
      <svg
        aria-hidden="true"
        viewBox="0 0 1 1"
        preserveAspectRatio="none"
        className="pointer-events-none absolute inset-0 size-full overflow-visible"
      >
        {marks.map((mark, at) => (mark.kind === 'text' ? null : <Stroke key={at} mark={mark} size={size} />))}
      </svg>
      {marks.map((mark, at) =>
        mark.kind === 'text' ? (
          <span
            key={at}
            dir="auto"
            className="pointer-events-none absolute -translate-y-1/2 rounded-sm px-1 text-14 font-semibold whitespace-nowrap"
            style={{
              left: `${mark.at[0] * 100}%`,
              top: `${mark.at[1] * 100}%`,
              color: inkColours[mark.ink],
              // what is dark stands on light, all else on dark
              background: mark.ink === 'black' ? 'rgb(255 255 255 / 70%)' : 'rgb(0 0 0 / 55%)',
            }}
          >
            {mark.text}
          </span>
        ) : null,
      )}
    </>
  )
}

function Stroke({ mark, size }: { mark: Exclude<Mark, { kind: 'text' }>; size: Props['size'] }) {
  const lines: readonly (readonly Point[])[] =
    mark.kind === 'line'
      ? [mark.points]
      : [[mark.from, mark.to], ...headOf(mark.from, mark.to, size).map((end) => [end, mark.to])]
  return lines.map((points, at) => (
    <polyline
      key={at}
      points={joined(points)}
      fill="none"
      stroke={inkColours[mark.ink]}
      strokeWidth={3}
      strokeLinecap="round"
      strokeLinejoin="round"
      vectorEffect="non-scaling-stroke"
    />
  ))
}
