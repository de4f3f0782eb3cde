import { useRef, type KeyboardEvent, type ReactNode } from 'react'

const steps: Readonly<Record<string, 1 | -1>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }

/** Entries gone through by the keyboard: j and k, or the arrows; each of them is a `data-entry`. */
export function EntryList({ label, children }: { label: string; children: ReactNode }) {
  const list = useRef<HTMLUListElement>(null)
  const go = (event: KeyboardEvent) => {
    const entries = [...(list.current?.querySelectorAll<HTMLElement>('[data-entry]') ?? [])]
    const at = entries.findIndex((one) => one.contains(document.activeElement))
    const step = steps[event.key]
    const next =
      event.key === 'Home' ? entries[0] : event.key === 'End' ? entries.at(-1) : step && entries[Math.max(0, at + step)]
    if (!next || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    next.focus()
  }
  return (
    // A list that is gone through by keys is entered by Tab once.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions
    <ul ref={list} aria-label={label} tabIndex={0} onKeyDown={go} className="focus-visible:-outline-offset-2">
      {children}
    </ul>
  )
}
