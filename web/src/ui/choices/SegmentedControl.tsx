import type { ReactNode } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { cx } from '../class-names.ts'

export type Segment<V extends string> = {
  value: V
  label: string
  icon?: ReactNode
  /** The icon alone; the label becomes the accessible name. */
  isLabelHidden?: boolean
  isDisabled?: boolean
}

type Props<V extends string> = {
  label: string
  segments: readonly Segment<V>[]
  value: V
  onChange: (value: V) => void
  isDisabled?: boolean
  className?: string
}

export function SegmentedControl<V extends string>({
  label,
  segments,
  value,
  onChange,
  isDisabled,
  className,
}: Props<V>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      isDisabled={isDisabled}
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const [next] = keys
        if (next !== undefined) onChange(next as V)
      }}
      className={cx(
        'inline-flex h-control max-w-full items-stretch gap-0.5 overflow-x-auto rounded-lg border border-line bg-sunken p-0.5',
        className,
      )}
    >
      {segments.map((segment) => (
        <ToggleButton
          key={segment.value}
          id={segment.value}
          isDisabled={segment.isDisabled}
          aria-label={segment.isLabelHidden ? segment.label : undefined}
          className={cx(
            'inline-flex min-w-9 flex-auto cursor-default items-center justify-center gap-2 rounded-[6px] border border-transparent px-3 text-body font-semibold whitespace-nowrap text-muted transition-colors select-none',
            'data-hovered:text-ink data-selected:border-line data-selected:bg-raised data-selected:text-ink data-disabled:text-disabled data-focus-visible:outline-offset-0',
            'max-sm:px-2.5',
          )}
        >
          {segment.icon}
          {!segment.isLabelHidden && segment.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
