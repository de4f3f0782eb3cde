import { useEffect } from 'react'
import i18next from 'i18next'
import { toast } from './toast.ts'

type TakeBack = () => Promise<unknown>

type Change = { takeBack: TakeBack; closeToast: () => void }

/** Newest last; more than these nobody remembers either. */
let changes: Change[] = []
const maxChanges = 20

/** What is being taken back now: the next one looks at what it left. */
let underWay: Promise<unknown> = Promise.resolve()

/** Says what happened and offers to take it back, there and by Ctrl Z. */
export function sayWithUndo(text: string, takeBack: TakeBack, description?: string) {
  const change: Change = {
    takeBack,
    closeToast: toast.good(text, {
      description,
      actionLabel: i18next.t('kit:action.undo'),
      onAction: () => undo(change),
    }),
  }
  changes = [...changes.slice(1 - maxChanges), change]
}

/** Each change is taken back once, whichever way it is asked for first, and one after the other. */
function undo(change: Change | undefined) {
  if (!change || !changes.includes(change)) return
  changes = changes.filter((each) => each !== change)
  change.closeToast()
  underWay = underWay.then(change.takeBack, change.takeBack)
}

const keepsTheKey = (target: EventTarget | null) =>
  (target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select, [role="textbox"], [role="spinbutton"]'))) ||
  document.querySelector('[aria-modal="true"]') !== null

/** Ctrl Z takes back the last change of this tab; what was done in one place is forgotten in another. */
export function useUndoKey(place: string) {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey
      if (!isUndo || event.key.toLowerCase() !== 'z' || event.defaultPrevented || keepsTheKey(event.target)) return
      event.preventDefault()
      undo(changes.at(-1))
    }
    document.addEventListener('keydown', listen)
    return () => {
      document.removeEventListener('keydown', listen)
      changes = []
    }
  }, [place])
}
