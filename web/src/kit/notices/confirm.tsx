import { lazy, Suspense, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { createQuestion } from './question.ts'

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

const question = createQuestion<Asked>()

/** Asks once before a step that cannot be undone: `if (await confirm({ … })) remove()`. */
export function confirm(wanted: Question): Promise<boolean> {
  question.get()?.answer(false)
  return new Promise((resolve) => {
    question.set({
      ...wanted,
      answer: (yes) => {
        question.set(null)
        resolve(yes)
      },
    })
  })
}

export function ConfirmHost() {
  const { t } = useTranslation('kit')
  const asked = question.use()
  if (!asked) return null
  return (
    <Suspense>
      <ConfirmDialog
        isOpen
        title={asked.title}
        confirmLabel={asked.confirmLabel}
        cancelLabel={asked.cancelLabel ?? t('action.cancel')}
        isDangerous={asked.isDangerous}
        onClose={() => asked.answer(false)}
        onConfirm={() => asked.answer(true)}
      >
        {asked.text}
      </ConfirmDialog>
    </Suspense>
  )
}
