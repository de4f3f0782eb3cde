import { useEffect, useEffectEvent } from 'react'

type Handler = (event: KeyboardEvent) => void

/** The handlers of each combination; the one that came last is asked first, so a panel wins over its page. */
const registry = new Map<string, Handler[]>()
let isListening = false

const isMac = () => /mac|iphone|ipad/i.test(navigator.userAgent)

/** `ctrl+k` is the command key on a Mac. Letters are compared as typed, without regard to case. */
function comboOf(event: KeyboardEvent): string {
  const command = isMac() ? event.metaKey : event.ctrlKey
  return [
    command && 'ctrl',
    event.altKey && 'alt',
    event.shiftKey && event.key.length > 1 && 'shift',
    event.key.toLowerCase(),
  ]
    .filter(Boolean)
    .join('+')
}

/**
 * What keeps plain letters for itself while it is open: a panel, a dialog, a menu, a list. A toast is an alert dialog to
 * react-aria, but nobody types into it.
 */
const layers =
  '[data-panel], [role="dialog"], [role="alertdialog"]:not([role="region"] *), [role="menu"], [role="listbox"]'

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches(
      'input, textarea, select, [role="textbox"], [role="spinbutton"], [role="combobox"], [role="menu"] *, [role="listbox"] *',
    ))

/** Whether a key without Ctrl or Alt belongs to a field or to what lies open, and not to the page. */
export const areLettersTaken = (target: EventTarget | null) =>
  isTyping(target) || document.querySelector(layers) !== null

function listen(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing) return
  const combo = comboOf(event)
  const handler = registry.get(combo)?.at(-1)
  if (!handler) return
  const isPlain = !combo.includes('ctrl+') && !combo.includes('alt+')
  if (isPlain && areLettersTaken(event.target)) return
  event.preventDefault()
  handler(event)
}

/** Binds a key everywhere while the component is mounted: `useShortcut('ctrl+k', open)`, `useShortcut('t', today)`. */
export function useShortcut(combo: string, handler: Handler, isEnabled = true) {
  const run = useEffectEvent(handler)
  useEffect(() => {
    if (!isEnabled) return
    if (!isListening) {
      document.addEventListener('keydown', listen)
      isListening = true
    }
    const own: Handler = (event) => run(event)
    registry.set(combo, [...(registry.get(combo) ?? []), own])
    return () => {
      registry.set(
        combo,
        (registry.get(combo) ?? []).filter((one) => one !== own),
      )
    }
  }, [combo, isEnabled])
}

/** How a combination is shown in menus: `ctrl+k` → ['Ctrl', 'K'], on a Mac ['⌘', 'K']. */
export function shortcutKeys(combo: string): string[] {
  return combo.split('+').map((key) => {
    if (key === 'ctrl') return isMac() ? '⌘' : 'Ctrl'
    if (key === 'alt') return isMac() ? '⌥' : 'Alt'
    return key.length === 1 ? key.toUpperCase() : key.charAt(0).toUpperCase() + key.slice(1)
  })
}
