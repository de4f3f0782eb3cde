import { codeOf } from '../../thrown.ts'

/** Codes of node and PostgreSQL that mean: the database is away for a moment. */
const codes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08001',
  '08003',
  '53300',
])

/** What is asked of a database that did not answer a moment ago is refused at once: nobody queues for it. */
export class DatabaseAway extends Error {
  /** cannot_connect_now */
  readonly code = '57P03'
}

export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return (
    codes.has(codeOf(error) ?? '') ||
    /Connection terminated|timeout exceeded when trying to connect|not queryable/.test(error.message)
  )
}
