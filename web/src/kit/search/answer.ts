/** What a search knows about the words that stand in its field, and about no others. */
export type Answer<T> =
  | { state: 'idle' }
  | { state: 'waiting' }
  | { state: 'failed'; error: unknown }
  | {
      state: 'answered'
      items: readonly T[]
      hasMore: boolean
      /** How many there are in all, where the server says so. */
      total?: number
    }

export type Page<T> = { items: readonly T[]; nextCursor?: string; total?: number }

type Query<T> = {
  /** What the server was asked, after a pause in the typing. */
  asked: string
  data: Page<T> | undefined
  error: unknown
  isFetching: boolean
}

/**
 * The answer under the words above it. While one types on, an earlier answer is none: its hits are not what the words
 * say, and "nobody" is not what was found. A search that failed has found nothing and nobody, which is not an answer.
 */
export function answerTo<T>(typed: string, query: Query<T>, least = 1): Answer<T> {
  if (typed.length < least) return { state: 'idle' }
  if (typed !== query.asked) return { state: 'waiting' }
  if (query.data) {
    const { items, nextCursor, total } = query.data
    return { state: 'answered', items, hasMore: nextCursor !== undefined, total }
  }
  if (query.error && !query.isFetching) return { state: 'failed', error: query.error }
  return { state: 'waiting' }
}
