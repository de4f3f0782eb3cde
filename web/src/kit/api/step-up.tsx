import { Suspense, type ComponentType } from 'react'
import { useWatched } from '../screen/watched.ts'

interface Asked {
  promise: Promise<boolean>
  answer: (isProved: boolean) => void
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

/** Asks the reader to prove that it is them; calls that need it at the same time share one question. */
export function proveIdentity(): Promise<boolean> {
  if (asked) return asked.promise
  // Where nothing can ask, nobody proves anything.
  if (listeners.size === 0) return Promise.resolve(false)
  const { promise, resolve } = Promise.withResolvers<boolean>()
  set({
    promise,
    answer: (isProved) => {
      set(null)
      resolve(isProved)
    },
  })
  return promise
}

/** What asks for the proof: a feature's dialog, since the kit knows none of its words. */
export type ProofDialog = ComponentType<{ onClose: (isProved: boolean) => void }>

export function StepUpHost({ dialog: Dialog }: { dialog: ProofDialog }) {
  const question = useWatched(subscribe, () => asked)
  if (!question) return null
  return (
    <Suspense>
      <Dialog onClose={question.answer} />
    </Suspense>
  )
}
