import { useState, type ReactNode } from 'react'
import {
  Autocomplete,
  Dialog as AriaDialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  SearchField,
  useFilter,
} from 'react-aria-components'
import { Search } from 'lucide-react'
import { cx } from './class-names.ts'
import { DialogFrame } from './Dialog.tsx'
import { KeyHint } from './KeyHint.tsx'
import { optionClass } from './ListBoxParts.tsx'
import { Spinner } from './Spinner.tsx'

export type Command = {
  id: string
  label: string
  description?: string
  icon?: ReactNode
  shortcut?: readonly string[]
  /** Other words by which it is found. */
  keywords?: string
  onAction: () => void
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
  /** The accessible name of the dialog and its field. */
  label: string
  placeholder: string
  groups: readonly CommandGroup[]
  /** For searching elsewhere while one types. */
  onInputChange?: (text: string) => void
  isLoading?: boolean
  emptyText: string
  /** At the bottom: what the keys do. */
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

function PaletteBody({ onClose, label, placeholder, groups, onInputChange, isLoading, emptyText, footer }: Props) {
  const [text, setText] = useState('')
  const { contains } = useFilter({ sensitivity: 'base', ignorePunctuation: true })
  const found = groups
    .map((group) => ({
      ...group,
      commands: group.commands.filter((one) => group.isAnswer || matches(contains, one, text)),
    }))
    .filter((group) => group.commands.length > 0)
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
        <Input
          dir="auto"
          placeholder={placeholder}
          className="h-full min-w-0 flex-1 bg-transparent text-parent text-16 outline-none! [&::-webkit-search-cancel-button]:hidden"
        />
      </SearchField>
      <Menu
        aria-label={label}
        onAction={onClose}
        renderEmptyState={() => (isLoading ? null : <p className="px-3 py-6 text-center text-muted">{emptyText}</p>)}
        className="min-h-0 flex-1 scroll-py-2 overflow-auto p-2 outline-none!"
      >
        {found.map((group) => (
          <MenuSection key={group.id} id={`group:${group.id}`}>
            <Header className="px-3 pt-2 pb-1 text-12 font-semibold text-muted">{group.label}</Header>
            {group.commands.map((command) => (
              <CommandLine key={command.id} command={command} />
            ))}
          </MenuSection>
        ))}
      </Menu>
      {footer && <div className="border-t border-line px-4 py-2.5 text-12 text-muted max-sm:hidden">{footer}</div>}
    </Autocomplete>
  )
}

function CommandLine({ command }: { command: Command }) {
  return (
    <MenuItem
      id={command.id}
      textValue={command.label}
      onAction={command.onAction}
      className={cx(optionClass, 'py-1.5')}
    >
      {command.icon && <span className="flex shrink-0 text-muted [&>svg]:size-4">{command.icon}</span>}
      <span className="min-w-0 flex-1">
        <span dir="auto" className="block truncate text-parent">
          {command.label}
        </span>
        {command.description && (
          <span dir="auto" className="block truncate text-13 text-parent text-muted">
            {command.description}
          </span>
        )}
      </span>
      {command.shortcut && <KeyHint keys={command.shortcut} />}
    </MenuItem>
  )
}

/** Every typed word must be found somewhere in the label or its keywords. */
function matches(contains: (text: string, part: string) => boolean, command: Command, text: string) {
  const place = `${command.label} ${command.description ?? ''} ${command.keywords ?? ''}`
  return text.split(/\s+/u).every((word) => contains(place, word))
}
