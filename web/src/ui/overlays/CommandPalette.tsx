import { use, useEffect, useEffectEvent, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import {
  Autocomplete,
  Dialog as AriaDialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  SearchField,
} from 'react-aria-components'
import { Search } from 'lucide-react'
import { cx } from '../class-names.ts'
import { DialogFrame } from './Dialog.tsx'
import { KeyHint } from '../buttons/KeyHint.tsx'
import { optionClass } from '../choices/ListBoxParts.tsx'
import { MatchContext } from '../choices/matching.ts'
import { Spinner } from '../signs/Spinner.tsx'

export type Command = {
  id: string
  label: string
  description?: ReactNode
  /** Drawn instead of the label, for instance with what was found marked in it. */
  shown?: ReactNode
  icon?: ReactNode
  shortcut?: readonly string[]
  /** Other words by which it is found. */
  keywords?: string
  onAction: () => void
  /** What else can be done with it: pressed at the end of its line, or by Ctrl Enter. */
  second?: { label: string; onAction: () => void }
  /** Something to do about an answer, no part of it: Enter pressed ahead of the answer does not take it. */
  isOffer?: boolean
  /** Stands where it stands whatever the answer will be: Enter does not wait for one. */
  isSettled?: boolean
  /** The palette goes on afterwards, with another answer. */
  staysOpen?: boolean
}

export type CommandGroup = {
  id: string
  label: string
  commands: readonly Command[]
  /** The commands are already the answer to what was typed: they are not filtered again. */
  isAnswer?: boolean
}

type Props = {
  isOpen: boolean
  onClose: () => void
  label: string
  placeholder: string
  groups: readonly CommandGroup[]
  /** For searching elsewhere while one types. */
  onInputChange?: (text: string) => void
  isLoading?: boolean
  secondKeys?: readonly string[]
  emptyText: string
  footer?: ReactNode
}

/** Everything by name: type, arrow keys, Enter. Lines of the chosen group keep their order. */
export function CommandPalette(props: Props) {
  const { isOpen, onClose, label } = props
  return (
    <DialogFrame isOpen={isOpen} onClose={onClose} size="medium" isDismissable isAtTop>
      <AriaDialog aria-label={label} className="flex max-h-[min(28rem,70vh)] flex-col outline-none!">
        <PaletteBody {...props} />
      </AriaDialog>
    </DialogFrame>
  )
}

function PaletteBody(props: Props) {
  const { onClose, label, placeholder, groups, onInputChange, isLoading, secondKeys, emptyText, footer } = props
  const [text, setText] = useState('')
  const isFoundIn = use(MatchContext)
  const found = groups
    .map((group) => ({
      ...group,
      commands: group.commands.filter((one) => group.isAnswer || isFoundIn(textOf(one), text)),
    }))
    .filter((group) => group.commands.length > 0)
  const commands = found.flatMap((group) => group.commands)
  const { list, press } = useEnter({ text, commands, isLoading: isLoading ?? false, onClose })
  return (
    <Autocomplete
      inputValue={text}
      onInputChange={(next) => {
        setText(next)
        onInputChange?.(next)
      }}
    >
      <SearchField
        aria-label={label}
        autoFocus
        className="flex h-14 shrink-0 items-center gap-3 border-b border-line px-4"
      >
        <span className="flex text-muted">
          {isLoading ? <Spinner size={20} /> : <Search aria-hidden="true" className="size-5" />}
        </span>
        {/* Hears the keys of its input before it. */}
        <span role="presentation" className="contents" onKeyDownCapture={press}>
          <Input
            dir="auto"
            placeholder={placeholder}
            className="h-full min-w-0 flex-1 bg-transparent text-parent text-16 outline-none! [&::-webkit-search-cancel-button]:hidden"
          />
        </span>
      </SearchField>
      {/* A stop of its own: what scrolls can be scrolled by the keyboard (WCAG 2.1.1). */}
      <div
        ref={list}
        role="group"
        aria-label={label}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
        tabIndex={0}
        className="min-h-0 flex-1 scroll-py-2 overflow-auto p-2 outline-none! focus-visible:outline-2! focus-visible:-outline-offset-2 focus-visible:outline-focus"
      >
        <Menu
          aria-label={label}
          renderEmptyState={() => (isLoading ? null : <p className="px-3 py-6 text-center text-muted">{emptyText}</p>)}
          className="outline-none!"
        >
          {found.map((group) => (
            <MenuSection key={group.id} id={`group:${group.id}`}>
              <Header className="px-3 pt-2 pb-1 text-12 font-semibold text-muted">{group.label}</Header>
              {group.commands.map((command) => (
                <CommandLine key={command.id} command={command} secondKeys={secondKeys} onClose={onClose} />
              ))}
            </MenuSection>
          ))}
        </Menu>
      </div>
      {footer && <div className="border-t border-line px-4 py-2.5 text-12 text-muted max-sm:hidden">{footer}</div>}
    </Autocomplete>
  )
}

type EnterOptions = { text: string; commands: readonly Command[]; isLoading: boolean; onClose: () => void }

/**
 * Enter runs the line in focus, else the first one; pressed ahead of the answer it waits for that answer, and is
 * forgotten as soon as the words change.
 */
function useEnter({ text, commands, isLoading, onClose }: EnterOptions) {
  const list = useRef<HTMLDivElement>(null)
  const awaited = useRef<string>(undefined)
  const run = (act: (() => void) | undefined, staysOpen?: boolean) => {
    if (!act) return
    act()
    if (!staysOpen) onClose()
  }
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    const focused = list.current?.querySelector<HTMLElement>('[role="menuitem"][data-focused]')?.dataset.key
    const command = commands.find(({ id }) => id === focused)
    const isSecond = event.ctrlKey || event.metaKey
    if (command && !isSecond) return
    event.preventDefault()
    event.stopPropagation()
    if (isSecond) return run((command ?? commands[0])?.second?.onAction)
    if (isLoading && !commands[0]?.isSettled) awaited.current = text
    else run(commands[0]?.onAction, commands[0]?.staysOpen)
  }
  const answer = useEffectEvent(() => {
    const [first] = commands
    if (awaited.current === text && first && !first.isOffer) run(first.onAction)
    awaited.current = undefined
  })
  useEffect(() => {
    if (!isLoading || awaited.current !== text) answer()
  }, [isLoading, text])
  return { list, press }
}

type LineProps = { command: Command; secondKeys?: readonly string[]; onClose: () => void }

function CommandLine({ command, secondKeys, onClose }: LineProps) {
  const { second } = command
  return (
    <MenuItem
      id={command.id}
      textValue={command.label}
      onAction={() => {
        command.onAction()
        if (!command.staysOpen) onClose()
      }}
      className={cx(optionClass, 'group/line py-1.5')}
    >
      {command.icon && <span className="flex shrink-0 text-muted [&>svg]:size-4">{command.icon}</span>}
      <span className="min-w-0 flex-1">
        <span dir="auto" className="block truncate text-parent">
          {command.shown ?? command.label}
        </span>
        {command.description && (
          <span dir="auto" className="block truncate text-13 text-parent text-muted">
            {command.description}
          </span>
        )}
      </span>
      {command.shortcut && <KeyHint keys={command.shortcut} />}
      {second && (
        // Lines of a menu hold no buttons: to assistive technology it is text, and the keyboard has Ctrl Enter for it.
        <span
          role="presentation"
          onPointerDown={(event) => event.stopPropagation()}
          onPointerUp={(event) => event.stopPropagation()}
          onClick={(event) => {
            event.stopPropagation()
            second.onAction()
            onClose()
          }}
          className="flex min-h-8 shrink-0 items-center gap-2 rounded-lg px-2 text-13 font-semibold text-accent-ink hover:bg-accent-soft max-sm:min-h-11"
        >
          {second.label}
          {secondKeys && (
            <span className="hidden sm:group-data-focused/line:block">
              <KeyHint keys={secondKeys} />
            </span>
          )}
        </span>
      )}
    </MenuItem>
  )
}

/** By what it is found: its label, what is said of it, and other words for it. */
function textOf({ label, description, keywords }: Command): string {
  const said = typeof description === 'string' ? description : ''
  return `${label} ${said} ${keywords ?? ''}`
}
