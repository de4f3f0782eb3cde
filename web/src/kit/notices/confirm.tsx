import { lazy, Suspense, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useWatched } from '../screen/watched.ts'

const ConfirmDialog = lazy(() =>
  import('../../ui/overlays/ConfirmDialog.tsx').then(({ ConfirmDialog }) => ({ default: ConfirmDialog })),
)

interface Question {
  title: string
  text: ReactNode
  confirmLabel: string
  cancelLabel?: string
  isDangerous?: boolean
}

interface Asked extends Question {
  answer: (yes: boolean) => void
}

let asked: Asked | null = null
const listeners = new Set<() => void>()
const set = (next: Asked | null) => {
  asked = next
  for (const tell of listeners) tell()
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Asks once before a step that cannot be undone: `if (await confirm({ … })) remove()`. */
export function confirm(question: Question): Promise<boolean> {
  asked?.answer(false)
  return new Promise((resolve) => {
    set({
      ...question,
      answer: (yes) => {
        set(null)
        resolve(yes)
      },
    })
  })
}

export function ConfirmHost() {
  const { t } = useTranslation('kit')
  const question = useWatched(subscribe, () => asked)
  if (!question) return null
  return (
    <Suspense>
      <ConfirmDialog
        isOpen
        title={question.title}
        confirmLabel={question.confirmLabel}
        cancelLabel={question.cancelLabel ?? t('action.cancel')}
        isDangerous={question.isDangerous}
        onClose={() => question.answer(false)}
        onConfirm={() => question.answer(true)}
      >
        {question.text}
      </ConfirmDialog>
    </Suspense>
  )
}
