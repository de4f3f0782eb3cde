import type { ReactNode } from 'react'
import { Dialog, DialogTrigger, Popover as AriaPopover, type PopoverProps } from 'react-aria-components'
import { cx } from '../class-names.ts'
import { overlayClass } from '../choices/ListBoxParts.tsx'

type Props = {
  trigger: ReactNode
  label: string
  placement?: PopoverProps['placement']
  isOpen?: boolean
  onOpenChange?: (isOpen: boolean) => void
  className?: string
  children: ReactNode | ((close: () => void) => ReactNode)
}

/** A small surface beside its trigger: filters, a hover card's content, a colour choice. */
export function Popover({
  trigger,
  label,
  placement = 'bottom start',
  isOpen,
  onOpenChange,
  className,
  children,
}: Props) {
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      {trigger}
      <AriaPopover offset={6} placement={placement} className={cx(overlayClass, 'max-w-[calc(100vw-1rem)] p-4')}>
        <Dialog aria-label={label} className={cx('outline-none!', className)}>
          {({ close }) => (typeof children === 'function' ? children(close) : children)}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  )
}
