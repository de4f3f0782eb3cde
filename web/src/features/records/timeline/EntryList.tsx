import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { ChevronDown } from 'lucide-react'
import { useIsPrinting } from '../../../kit/screen/printing.ts'
import { cx } from '../../../ui/class-names.ts'
import { useVirtualRows } from './use-virtual-rows.ts'

/** One line: what stands above and below it, and what is seen of it once it is opened. */
export interface DrawnEntry {
  above?: ReactNode
  line: ReactNode
  below?: ReactNode
  details: ReactNode
}

type Props<Item> = {
  label: string
  items: readonly Item[]
  keyOf: (item: Item) => string
  draw: (item: Item, before: Item | undefined) => DrawnEntry
  /** More of them follow than are here. */
  hasMore: boolean
  /** The last ones come into sight. */
  onNearEnd?: () => void
}

const steps: Readonly<Record<string, 1 | -1>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }

/** As many as are drawn before anything can be measured. */
const firstDrawn = 30

/**
 * Entries gone through by the keyboard: j and k, the arrows, the first and the last; Enter opens one. A chart has thousands:
 * only those in sight are drawn, and on paper all that are here.
 */
export function EntryList<Item>({ label, items, keyOf, draw, hasMore, onNearEnd }: Props<Item>) {
  const [list, setList] = useState<HTMLElement | null>(null)
  const isPrinting = useIsPrinting()
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const [active, setActive] = useState(0)
  const rows = useVirtualRows(list, { keys: items.map(keyOf), kept: active, onNearEnd })
  const lead = useLeading(list, active)
  const goTo = (nth: number) => {
    lead()
    setActive(nth)
    rows.scrollToIndex(nth)
  }
  const toggle = (key: string) => setOpened((keys) => (keys.has(key) ? without(keys, key) : new Set([...keys, key])))
  const seen = rows.getVirtualItems()
  const isPlaced = seen.length > 0 && !isPrinting
  const shown = isPlaced ? seen : everyRow(isPrinting ? items.length : Math.min(items.length, firstDrawn))
  return (
    <div role="presentation" onKeyDown={(event) => followKeys(event, active, items.length - 1, goTo)}>
      <ul ref={setList} aria-label={label} className="relative mb-2" style={heightOf(isPlaced, rows.getTotalSize())}>
        {shown.map(({ index, start }) => {
          const item = items[index]
          if (item === undefined) return null
          const key = keyOf(item)
          return (
            <li
              key={key}
              ref={rows.measureElement}
              data-index={index}
              aria-posinset={index + 1}
              aria-setsize={hasMore ? -1 : items.length}
              className={cx('border-line px-4', isPlaced && 'absolute inset-x-0 top-0')}
              style={placeOf(isPlaced, start - rows.options.scrollMargin)}
            >
              <Entry
                {...draw(item, items[index - 1])}
                isOpen={opened.has(key)}
                isActive={index === active}
                onFocus={() => setActive(index)}
                onToggle={() => toggle(key)}
              />
            </li>
          )
        })}
      </ul>
    </div>
  )
}

const everyRow = (count: number) => Array.from({ length: count }, (_, index) => ({ index, start: 0 }))
const heightOf = (isPlaced: boolean, height: number) => (isPlaced ? { height } : undefined)
const placeOf = (isPlaced: boolean, top: number) => (isPlaced ? { translate: `0 ${top}px` } : undefined)

function followKeys(event: KeyboardEvent, active: number, last: number, goTo: (nth: number) => void) {
  const step = steps[event.key]
  const next =
    event.key === 'Home' ? 0 : event.key === 'End' ? last : step && Math.min(last, Math.max(0, active + step))
  if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  goTo(next)
}

/** The focus follows to the line that the keyboard was led to, once that is drawn. */
function useLeading(list: HTMLElement | null, active: number): () => void {
  const isLed = useRef(false)
  useEffect(() => {
    if (!isLed.current) return
    const line = list?.querySelector<HTMLElement>(`[data-index="${active}"] [data-entry]`)
    if (!line) return
    isLed.current = false
    line.focus({ preventScroll: true })
  })
  return () => {
    isLed.current = true
  }
}

const without = (keys: ReadonlySet<string>, key: string) => new Set([...keys].filter((one) => one !== key))

type EntryProps = DrawnEntry & { isOpen: boolean; isActive: boolean; onFocus: () => void; onToggle: () => void }

function Entry({ above, line, below, details, isOpen, isActive, onFocus, onToggle }: EntryProps) {
  const id = useId()
  return (
    <>
      {above}
      <button
        type="button"
        data-entry
        // Tab comes to one of them: the first, or where the keys have led
        tabIndex={isActive ? 0 : -1}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onFocus={onFocus}
        onClick={onToggle}
        className="flex w-full cursor-default items-start gap-2 rounded-md py-1 text-start hover:bg-hover focus-visible:outline-offset-0"
      >
        <span className="min-w-0 flex-1">{line}</span>
        <ChevronDown
          aria-hidden="true"
          data-print="hide"
          className={cx('mt-0.5 size-4 shrink-0 text-muted transition-transform', isOpen && 'rotate-180')}
        />
      </button>
      {below}
      {isOpen && (
        <div id={id} className="ms-6 pb-2">
          {details}
        </div>
      )}
    </>
  )
}
