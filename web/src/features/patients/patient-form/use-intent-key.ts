import { useRef } from 'react'
import { newKey } from '../../../kit/api/api.ts'

/** An idempotency key per wish: the same body keeps its key through retries, a corrected one gets a new one. */
export function useIntentKey() {
  const last = useRef({ body: '', key: '' })
  return (body: unknown) => {
    const text = JSON.stringify(body)
    if (last.current.body !== text) last.current = { body: text, key: newKey() }
    return { 'idempotency-key': last.current.key }
  }
}
