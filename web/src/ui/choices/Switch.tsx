import type { ReactNode } from 'react'
import { SwitchButton, SwitchField, Text } from 'react-aria-components'
import { cx } from '../class-names.ts'
import type { FieldProps } from '../fields/Field.tsx'

type Props = Pick<FieldProps, 'description' | 'isDisabled' | 'isReadOnly' | 'name' | 'autoFocus' | 'className'> & {
  label: ReactNode
  value?: boolean
  defaultValue?: boolean
  onChange?: (value: boolean) => void
  isAtEnd?: boolean
}

/** On or off, in effect at once. */
export function Switch({ label, description, value, defaultValue, isAtEnd, className, ...rest }: Props) {
  return (
    <SwitchField {...rest} isSelected={value} defaultSelected={defaultValue} className={cx('flex flex-col', className)}>
      <SwitchButton
        className={cx(
          'group/switch relative flex min-h-control cursor-default items-center gap-3 py-2 text-body outline-none! data-disabled:text-disabled',
          isAtEnd && 'flex-row-reverse justify-between',
        )}
      >
        <span className="flex h-6 w-10 shrink-0 items-center rounded-full bg-line-control p-0.5 transition-colors group-data-disabled/switch:bg-line-strong group-data-selected/switch:bg-accent group-data-focus-visible/switch:outline-2 group-data-focus-visible/switch:outline-offset-2 group-data-focus-visible/switch:outline-focus group-data-disabled/switch:group-data-selected/switch:bg-line-strong">
          <span className="block size-5 rounded-full bg-white transition-transform group-data-selected/switch:translate-x-4 group-data-selected/switch:rtl:-translate-x-4" />
        </span>
        <span>{label}</span>
      </SwitchButton>
      {description && (
        <Text slot="description" className={cx('-mt-1.5 text-13 text-muted', isAtEnd ? 'pe-13' : 'ps-13')}>
          {description}
        </Text>
      )}
    </SwitchField>
  )
}
