import pino from 'pino'
import { errorFacts, withoutData } from './error-facts.ts'

export type Log = pino.Logger

/**
 * Structured lines without personal data: ids, codes, durations; never bodies, queries, names or addresses. An error is
 * given as `err`, whole; what of it may be said is decided here.
 */
export function createLog(level: string): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['headers', 'body', 'query', 'email', 'name', 'password', 'token', 'url'],
    serializers: { err: (thrown: unknown) => errorFacts(thrown) },
    hooks: {
      // sentences of libraries come with what they were about
      logMethod(given, method) {
        const [first, second, ...rest] = given as unknown as unknown[]
        const sentence = (value: unknown) => (typeof value === 'string' ? withoutData(value) : value)
        const line = first instanceof Error ? [{ err: first }, second ?? 'unexpected error'] : [first, second]
        method.apply(this, [...line.map(sentence), ...rest.map(sentence)] as Parameters<typeof method>)
      },
    },
  })
}
