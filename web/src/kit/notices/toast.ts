import type { ToastMessage } from '../../ui/overlays/Toast.tsx'
import { problemText } from '../api/problem.ts'

type More = Pick<ToastMessage, 'description' | 'actionLabel' | 'onAction'>

/** The region and its queue come with the first thing to say; most views never say one. */
const load = () => import('../../ui/overlays/Toast.tsx')

const listeners = new Set<() => void>()
let hasSpoken = false

export const toastHistory = {
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
  hasSpoken: () => hasSpoken,
}

function say(message: ToastMessage): () => void {
  hasSpoken = true
  for (const tell of listeners) tell()
  const shown = load().then(({ showToast }) => showToast(message))
  return () => void shown.then((close) => close())
}

/** Says what happened, at the edge of the screen; each answers a way to close it. Texts are translated by the caller. */
export const toast = {
  good: (text: string, more?: More) => say({ text, tone: 'good', ...more }),
  info: (text: string, more?: More) => say({ text, tone: 'info', ...more }),
  warn: (text: string, more?: More) => say({ text, tone: 'warn', ...more }),
  bad: (text: string, more?: More) => say({ text, tone: 'bad', ...more }),
  /** An error as words; for refusals of single fields use the form instead. */
  problem: (error: unknown, more?: More) => say({ text: problemText(error), tone: 'bad', ...more }),
}
