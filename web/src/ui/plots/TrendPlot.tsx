import { useLayoutEffect, useRef, useState } from 'react'
import { useLocale } from 'react-aria-components'
import { scaleOf, ticksOf } from './scale.ts'

export interface Trend {
  label: string
  /** `at` in milliseconds, the oldest first. */
  points: readonly { at: number; value: number }[]
  /** As a number of its axis is written, without its unit. */
  write: (value: number) => string
  /** A value that is looked for, as a line across, and what it means. */
  level?: { value: number; label: string }
}

type Props = {
  /** What it shows, in a sentence; the numbers themselves stand in a table beside it. */
  label: string
  /** One, or two of which each has an axis of its own. */
  trends: readonly Trend[]
  writeDate: (at: number) => string
  height?: number
}

const strokes = ['var(--color-accent)', 'var(--color-warn)'] as const
const margin = { side: 44, top: 12, bottom: 26 }

/** How values went over time: lines with a point for each. Time runs the way that the language is read. */
export function TrendPlot({ label, trends, writeDate, height = 220 }: Props) {
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  const { direction } = useLocale()
  const times = trends.flatMap(({ points }) => points.map(({ at }) => at))
  const span = [Math.min(...times), Math.max(...times)] as const
  const ends: [number, number] = [margin.side, Math.max(margin.side + 1, width - margin.side)]
  const x = scaleOf(span, direction === 'rtl' ? [ends[1], ends[0]] : ends)
  const y = (ticks: readonly number[]) =>
    scaleOf([ticks[0] ?? 0, ticks.at(-1) ?? 1], [height - margin.bottom, margin.top])
  const days = span[0] === span[1] ? [span[0]] : width < 480 ? [...span] : [span[0], (span[0] + span[1]) / 2, span[1]]
  return (
    <div ref={frame} className="w-full" style={{ height }}>
      {width > 0 && times.length > 0 && (
        <svg role="img" aria-label={label} width={width} height={height} className="block text-12">
          {trends.map((trend, nth) => {
            const values = [...trend.points, ...(trend.level ? [trend.level] : [])].map(({ value }) => value)
            const ticks = ticksOf(Math.min(...values), Math.max(...values))
            const isAtStart = (nth === 0) === (direction !== 'rtl')
            return (
              <g key={trend.label}>
                <Axis
                  ticks={ticks}
                  y={y(ticks)}
                  width={width}
                  isAtStart={isAtStart}
                  hasLines={nth === 0}
                  write={trend.write}
                />
                {trend.level && <Level {...trend.level} at={y(ticks)(trend.level.value)} width={width} />}
                <Line
                  points={trend.points}
                  x={x}
                  y={y(ticks)}
                  stroke={strokes[nth % 2] ?? strokes[0]}
                  isDashed={nth > 0}
                />
              </g>
            )
          })}
          {days.map((at) => (
            <text key={at} x={x(at)} y={height - 6} textAnchor="middle" className="fill-muted">
              {writeDate(at)}
            </text>
          ))}
        </svg>
      )}
    </div>
  )
}

interface AxisProps {
  ticks: readonly number[]
  y: (value: number) => number
  width: number
  isAtStart: boolean
  hasLines: boolean
  write: (value: number) => string
}

function Axis({ ticks, y, width, isAtStart, hasLines, write }: AxisProps) {
  const at = isAtStart ? margin.side - 8 : width - margin.side + 8
  return ticks.map((tick) => (
    <g key={tick}>
      {hasLines && (
        <line
          x1={margin.side}
          x2={width - margin.side}
          y1={y(tick)}
          y2={y(tick)}
          className="stroke-line"
          strokeWidth={1}
        />
      )}
      <text
        x={at}
        y={y(tick) + 4}
        textAnchor={isAtStart ? 'end' : 'start'}
        direction="ltr"
        className="fill-muted tabular-nums"
      >
        {write(tick)}
      </text>
    </g>
  ))
}

/** Dashed across, its word above it at its end. */
const Level = ({ at, width, label }: { at: number; width: number; label: string }) => (
  <g>
    <line
      x1={margin.side}
      x2={width - margin.side}
      y1={at}
      y2={at}
      className="stroke-good"
      strokeWidth={1.5}
      strokeDasharray="2 4"
    />
    <text x={width / 2} y={at - 5} textAnchor="middle" className="fill-muted">
      {label}
    </text>
  </g>
)

interface LineProps {
  points: Trend['points']
  x: (at: number) => number
  y: (value: number) => number
  stroke: string
  isDashed: boolean
}

const Line = ({ points, x, y, stroke, isDashed }: LineProps) => (
  <g style={{ color: stroke }}>
    <polyline
      points={points.map(({ at, value }) => `${x(at)},${y(value)}`).join(' ')}
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinejoin="round"
      strokeDasharray={isDashed ? '6 4' : undefined}
    />
    {points.map(({ at, value }) => (
      <circle
        key={`${at} ${value}`}
        cx={x(at)}
        cy={y(value)}
        r={3.5}
        fill="currentColor"
        className="stroke-surface"
        strokeWidth={1.5}
      />
    ))}
  </g>
)

function useWidth(frame: { current: HTMLDivElement | null }): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const element = frame.current
    if (!element) return
    const follow = () => setWidth(element.clientWidth)
    follow()
    const observer = new ResizeObserver(follow)
    observer.observe(element)
    return () => observer.disconnect()
  }, [frame])
  return width
}
