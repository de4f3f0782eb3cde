import 'pg'

declare module 'pg' {
  /** What pg has and its types leave out; pg is pinned. */
  interface Client {
    /** Nothing is under way. */
    readonly readyForQuery: boolean
  }
}
