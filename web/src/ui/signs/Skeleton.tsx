import type { CSSProperties, ReactNode } from 'react'
import { cx } from '../class-names.ts'

const fill = 'animate-pulse bg-pressed'
const bar = `${fill} rounded-sm`

type Props = {
  shape?: 'text' | 'row' | 'block' | 'circle'
  lines?: number
  width?: CSSProperties['width']
  height?: CSSProperties['height']
  className?: string
}

/** The shape of what is coming. Decoration: put it inside a SkeletonRegion, which speaks. */
export function Skeleton({ shape = 'text', lines = 1, width, height, className }: Props) {
  if (shape === 'row') {
    return Array.from({ length: lines }, (_, line) => (
      <span
        key={line}
        aria-hidden="true"
        className={cx('flex h-14 items-center gap-3 border-b border-line px-4 last:border-b-0', className)}
      >
        <span className={cx(fill, 'size-8 shrink-0 rounded-full')} />
        <span className={cx(bar, 'h-3')} style={{ width: `${28 + ((line * 17) % 20)}%` }} />
        <span className={cx(bar, 'ms-auto h-3 w-[12%]')} />
      </span>
    ))
  }
  if (shape === 'block' || shape === 'circle') {
    const look = shape === 'block' ? 'block h-24 w-full rounded-lg' : 'block size-10 rounded-full'
    return <span aria-hidden="true" className={cx(fill, look, className)} style={{ width, height }} />
  }
  return (
    <span aria-hidden="true" className={cx('flex flex-col gap-2 py-1', className)}>
      {Array.from({ length: lines }, (_, line) => (
        <span
          key={line}
          className={cx(bar, 'h-3')}
          style={{ width: width ?? (line > 0 && line === lines - 1 ? '60%' : '100%') }}
        />
      ))}
    </span>
  )
}

/** Tells assistive technology that this part is loading. */
export function SkeletonRegion({
  label,
  className,
  children,
}: {
  label: string
  className?: string
  children: ReactNode
}) {
  return (
    <output aria-busy="true" className={cx('block', className)}>
      <span className="sr-only">{label}</span>
      {children}
    </output>
  )
}
