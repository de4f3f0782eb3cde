import { use, useRef, type ComponentProps, type ReactNode } from 'react'
import {
  Header,
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection as AriaMenuSection,
  MenuTrigger,
  Popover,
  Separator,
  type PopoverProps,
} from 'react-aria-components'
import { Check } from 'lucide-react'
import { cx } from '../class-names.ts'
import { KeyHint } from '../buttons/KeyHint.tsx'
import { WritesHeld } from '../buttons/writes-held.ts'
import { optionClass, overlayClass } from '../choices/ListBoxParts.tsx'

type MenuProps = {
  label: string
  trigger: ReactNode
  placement?: PopoverProps['placement']
  children: ReactNode
}

/** What can be done with this thing. Arrow keys move, letters jump, Escape closes. */
export function Menu({ label, trigger, placement = 'bottom start', children }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover offset={4} placement={placement} className={cx(overlayClass, 'min-w-52')}>
        <AriaMenu aria-label={label} className="outline-none!">
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

type ContextMenuProps = {
  label: string
  /** Where it was asked for, in pixels of the window. */
  at: { x: number; y: number }
  onClose: () => void
  children: ReactNode
}

/** A menu at the pointer: render it while it is open. The focus goes back to where it was. */
export function ContextMenu({ label, at, onClose, children }: ContextMenuProps) {
  const place = useRef<HTMLSpanElement>(null)
  return (
    <>
      <span ref={place} aria-hidden="true" className="fixed size-0" style={{ left: at.x, top: at.y }} />
      <Popover
        isOpen
        triggerRef={place}
        offset={2}
        placement="bottom start"
        onOpenChange={(isOpen) => !isOpen && onClose()}
        className={cx(overlayClass, 'min-w-52')}
      >
        <AriaMenu aria-label={label} autoFocus="first" onClose={onClose} className="outline-none!">
          {children}
        </AriaMenu>
      </Popover>
    </>
  )
}

type MenuItemProps = {
  /** The verb; also what typing finds. */
  label: string
  description?: ReactNode
  icon?: ReactNode
  onAction?: () => void
  href?: string
  /** Shown at the end: ['Ctrl', 'K']. The caller binds the keys. */
  shortcut?: readonly string[]
  /** Why it cannot be done now, shown under the label. It stays reachable and does nothing. */
  disabledReason?: string
  /** Whether it saves, and cannot be chosen while nothing can be saved. */
  writes?: boolean
  isDangerous?: boolean
}

/** One action. A refused one stays in reach of the arrow keys, so that its reason can be read. */
export function MenuItem({
  label,
  description,
  icon,
  onAction,
  href,
  shortcut,
  disabledReason: ownReason,
  writes = false,
  isDangerous,
}: MenuItemProps) {
  const held = use(WritesHeld)
  const disabledReason = (writes ? held : undefined) ?? ownReason
  const isRefused = Boolean(disabledReason)
  return (
    <AriaMenuItem
      textValue={label}
      href={isRefused ? undefined : href}
      onAction={isRefused ? undefined : onAction}
      shouldCloseOnSelect={!isRefused}
      // react-aria's isDisabled would take the item out of the arrow keys' reach.
      render={
        isRefused && !href
          ? (domProps) => <div {...(domProps as ComponentProps<'div'>)} aria-disabled="true" />
          : undefined
      }
      className={cx(optionClass, isRefused && 'text-muted', isDangerous && !isRefused && 'text-bad-ink')}
    >
      {icon && (
        <span className={cx('flex shrink-0 [&>svg]:size-4', !isDangerous && !isRefused && 'text-muted')}>{icon}</span>
      )}
      <span className="min-w-0 flex-1">
        <span className="block">{label}</span>
        {(disabledReason ?? description) && (
          <span className="block max-w-64 text-13 text-muted">{disabledReason ?? description}</span>
        )}
      </span>
      {shortcut && <KeyHint keys={shortcut} className="ms-6 shrink-0" />}
    </AriaMenuItem>
  )
}

type ChoicesProps = {
  label: string
  items: readonly { id: string; label: string }[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}

/** Things that are there or not, each by a press; the menu stays open for the next. */
export function MenuChoices({ label, items, chosen, onChange }: ChoicesProps) {
  return (
    <AriaMenuSection
      selectionMode="multiple"
      shouldCloseOnSelect={false}
      selectedKeys={chosen}
      onSelectionChange={(keys) => onChange(items.map(({ id }) => id).filter((id) => keys === 'all' || keys.has(id)))}
    >
      <Header className="px-3 pt-2 pb-1 text-12 font-semibold text-muted">{label}</Header>
      {items.map((item) => (
        <AriaMenuItem key={item.id} id={item.id} textValue={item.label} className={cx(optionClass, 'group/choice')}>
          <Check aria-hidden="true" className="invisible size-4 shrink-0 group-data-selected/choice:visible" />
          {item.label}
        </AriaMenuItem>
      ))}
    </AriaMenuSection>
  )
}

export function MenuSection({ label, children }: { label: string; children: ReactNode }) {
  return (
    <AriaMenuSection>
      <Header className="px-3 pt-2 pb-1 text-12 font-semibold text-muted">{label}</Header>
      {children}
    </AriaMenuSection>
  )
}

export function MenuSeparator() {
  return <Separator className="mx-3 my-1 border-t border-line" />
}
