import { useId } from 'react'
import { useLocale } from 'react-aria-components'
import { cx } from '../class-names.ts'

type Props = {
  label: string
  /** From 0 to 1; absent while nobody can tell. */
  share?: number
}

/** How far something has come that takes its time. */
export function ProgressBar({ label, share }: Props) {
  const id = useId()
  const { locale } = useLocale()
  const said = share === undefined ? undefined : new Intl.NumberFormat(locale, { style: 'percent' }).format(share)
  return (
    <div
      role="progressbar"
      aria-labelledby={id}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share === undefined ? undefined : Math.round(share * 100)}
      aria-valuetext={said}
      className="flex min-w-0 flex-col gap-1.5"
    >
      <span className="flex items-baseline justify-between gap-4 text-13">
        <span id={id}>{label}</span>
        {said && <span className="text-muted tabular-nums">{said}</span>}
      </span>
      <span className="block h-2 overflow-hidden rounded-full bg-sunken">
        <span
          className={cx(
            'block h-full rounded-full bg-accent',
            said
              ? 'transition-[width] motion-reduce:transition-none'
              : 'w-full animate-pulse motion-reduce:animate-none',
          )}
          style={share === undefined ? undefined : { width: `${share * 100}%` }}
        />
      </span>
    </div>
  )
}
