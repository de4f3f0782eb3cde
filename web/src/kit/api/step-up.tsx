import { Suspense, type ComponentType } from 'react'
import { createQuestion } from '../notices/question.ts'

interface Asked {
  promise: Promise<boolean>
  answer: (isProved: boolean) => void
}

const question = createQuestion<Asked>()

/** Asks the reader to prove that it is them; calls that need it at the same time share one question. */
export function proveIdentity(): Promise<boolean> {
  const asked = question.get()
  if (asked) return asked.promise
  // Where nothing can ask, nobody proves anything.
  if (!question.hasPlace()) return Promise.resolve(false)
  const { promise, resolve } = Promise.withResolvers<boolean>()
  question.set({
    promise,
    answer: (isProved) => {
      question.set(null)
      resolve(isProved)
    },
  })
  return promise
}

/** What asks for the proof: a feature's dialog, since the kit knows none of its words. */
export type ProofDialog = ComponentType<{ onClose: (isProved: boolean) => void }>

export function StepUpHost({ dialog: Dialog }: { dialog: ProofDialog }) {
  const asked = question.use()
  if (!asked) return null
  return (
    <Suspense>
      <Dialog onClose={asked.answer} />
    </Suspense>
  )
}
