import { useRef } from 'react'
import { newKey } from './api.ts'
import { problemOf } from './problem.ts'

/**
 * One wish, one key: a POST whose answer got lost is sent again under the same `idempotency-key`,
 * so nothing is made twice; once it was answered, the next wish has a key of its own.
 */
export function useIntent() {
  const key = useRef(newKey())
  return async <R>(send: (headers: { 'idempotency-key': string }) => Promise<R>): Promise<R> => {
    try {
      const answer = await send({ 'idempotency-key': key.current })
      key.current = newKey()
      return answer
    } catch (error) {
      if (!['network', 'unavailable', 'took-too-long'].includes(problemOf(error).code)) key.current = newKey()
      throw error
    }
  }
}
