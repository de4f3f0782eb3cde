import { useState } from 'react'
import { newKey } from './api.ts'
import { problemOf } from './problem.ts'

/** Whether it may have been done although nobody said so: the same again must not do it twice. */
const isUnanswered = (error: unknown) => ['network', 'unavailable', 'took-too-long'].includes(problemOf(error).code)

/** Calls that make something, each intent under an `idempotency-key` of its own. */
export function keepsKeys(makeKey: () => string = newKey) {
  let intent: { input: string; key: string } | undefined
  return async <I extends { headers?: unknown }, R>(
    call: (input: I) => Promise<R>,
    input: Omit<I, 'headers'>,
  ): Promise<R> => {
    const said = JSON.stringify(input)
    const own = intent?.input === said ? intent : { input: said, key: makeKey() }
    intent = own
    const forget = () => {
      if (intent === own) intent = undefined
    }
    try {
      const answer = await call({ ...input, headers: { 'idempotency-key': own.key } } as unknown as I)
      forget()
      return answer
    } catch (error) {
      if (!isUnanswered(error)) forget()
      throw error
    }
  }
}

/**
 * `const once = useIntent()`: `await once(api.rooms.create, { params, body })`. What got no answer is sent again under the
 * same key, so that nothing is made twice; once it was answered, or when something else is asked for, there is a new one.
 */
export function useIntent() {
  const [once] = useState(() => keepsKeys())
  return once
}
