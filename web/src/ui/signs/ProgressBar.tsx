import { ProgressBar as AriaProgressBar } from 'react-aria-components'

type Props = {
  label: string
  /** From 0 to 1; absent while nobody can tell. */
  share?: number
}

/** How far something has come that takes its time. */
export function ProgressBar({ label, share }: Props) {
  return (
    <AriaProgressBar
      value={(share ?? 0) * 100}
      isIndeterminate={share === undefined}
      className="flex min-w-0 flex-col gap-1.5"
    >
      {({ percentage, valueText }) => (
        <>
          <span className="flex items-baseline justify-between gap-4 text-13">
            <span>{label}</span>
            {percentage !== undefined && <span className="text-muted tabular-nums">{valueText}</span>}
          </span>
          <span className="block h-2 overflow-hidden rounded-full bg-sunken">
            <span
              className={
                percentage === undefined
                  ? 'block h-full w-full animate-pulse rounded-full bg-accent motion-reduce:animate-none'
                  : 'block h-full rounded-full bg-accent transition-[width] motion-reduce:transition-none'
              }
              style={percentage === undefined ? undefined : { width: `${percentage}%` }}
            />
          </span>
        </>
      )}
    </AriaProgressBar>
  )
}
