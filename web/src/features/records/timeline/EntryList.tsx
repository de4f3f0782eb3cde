import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'

const steps: Readonly<Record<string, 1 | -1>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }

/** Entries gone through by the keyboard: j and k, or the arrows; each of them is a `data-entry`. */
export function EntryList({ label, children }: { label: string; children: ReactNode }) {
  const list = useRef<HTMLUListElement>(null)
  const entriesNow = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-entry]') ?? [])]
  // Tab comes to one of them: the first, or where the keys have led
  useEffect(() => {
    const entries = entriesNow()
    if (entries[0] && entries.every((one) => one.tabIndex < 0)) entries[0].tabIndex = 0
  })
  const go = (event: KeyboardEvent) => {
    const entries = entriesNow()
    const at = entries.findIndex((one) => one.contains(document.activeElement))
    const step = steps[event.key]
    const next =
      event.key === 'Home' ? entries[0] : event.key === 'End' ? entries.at(-1) : step && entries[Math.max(0, at + step)]
    if (!next || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    for (const one of entries) one.tabIndex = one === next ? 0 : -1
    next.focus()
  }
  return (
    <div role="presentation" onKeyDown={go}>
      <ul ref={list} aria-label={label}>
        {children}
      </ul>
    </div>
  )
}
