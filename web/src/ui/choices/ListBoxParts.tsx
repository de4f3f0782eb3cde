import type { ReactNode } from 'react'
import { ListBoxItem, Popover as AriaPopover, type Key } from 'react-aria-components'
import { Check } from 'lucide-react'
import { cx } from '../class-names.ts'

export type Option = {
  id: Key
  /** Found by typing, read aloud, shown. */
  label: string
  description?: string
  icon?: ReactNode
  isDisabled?: boolean
  /** Something to do instead of a choice, such as "add as new": nobody gets it without having seen it. */
  isOffer?: boolean
}

export const overlayClass =
  'rise-motion z-50 overflow-auto overscroll-contain rounded-xl bg-raised p-1 text-body text-ink shadow-overlay outline-none'

export const optionClass =
  'flex min-h-control cursor-default items-center gap-2.5 rounded-lg px-3 py-2 text-body outline-none! ' +
  'data-focused:bg-hover data-pressed:bg-pressed data-selected:font-semibold data-disabled:text-disabled'

export function OptionsPopover({ children }: { children: ReactNode }) {
  return (
    <AriaPopover offset={4} className={cx(overlayClass, 'min-w-(--trigger-width) max-w-[min(28rem,calc(100vw-1rem))]')}>
      {children}
    </AriaPopover>
  )
}

/** One line of such a list; the check says "chosen" without colour. */
export function OptionItem({ option, children }: { option: Option; children?: ReactNode }) {
  return (
    <ListBoxItem id={option.id} textValue={option.label} isDisabled={option.isDisabled} className={optionClass}>
      {({ isSelected }) => (
        <>
          {children ?? <OptionText option={option} />}
          <Check
            aria-hidden="true"
            className={cx('ms-auto size-4 shrink-0 text-accent-ink', !isSelected && 'invisible')}
          />
        </>
      )}
    </ListBoxItem>
  )
}

function OptionText({ option }: { option: Option }) {
  return (
    <>
      {option.icon && <span className="flex shrink-0 text-muted">{option.icon}</span>}
      <span className="min-w-0">
        <span dir="auto" className="block truncate text-parent">
          {option.label}
        </span>
        {option.description && (
          <span dir="auto" className="block truncate text-13 font-normal text-parent text-muted">
            {option.description}
          </span>
        )}
      </span>
    </>
  )
}
