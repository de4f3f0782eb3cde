import { showToast, type ToastMessage } from '../ui/Toast.tsx'
import { problemText } from './problem.ts'

type More = Pick<ToastMessage, 'description' | 'actionLabel' | 'onAction'>

/** Says what happened, at the edge of the screen. Texts are translated by the caller. */
export const toast = {
  good: (text: string, more?: More) => showToast({ text, tone: 'good', ...more }),
  info: (text: string, more?: More) => showToast({ text, tone: 'info', ...more }),
  bad: (text: string, more?: More) => showToast({ text, tone: 'bad', ...more }),
  /** An error as words; for refusals of single fields use the form instead. */
  problem: (error: unknown, more?: More) => showToast({ text: problemText(error), tone: 'bad', ...more }),
}
