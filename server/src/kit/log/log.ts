import pino from 'pino'

export type Log = pino.Logger

/** Structured lines without personal data: ids, codes, durations; never bodies, queries, names or addresses. */
export function createLog(level: string): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['headers', 'body', 'query', 'email', 'name', 'password'],
  })
}
