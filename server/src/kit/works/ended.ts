/** Ends a work without its doing: it was cancelled, is another worker's by now, waits for its organization, or this process stops. */
export class WorkEnded extends Error {
  readonly why: 'cancelled' | 'lost' | 'stopping' | 'waiting'

  constructor(why: 'cancelled' | 'lost' | 'stopping' | 'waiting') {
    super(`the work is ${why}`)
    this.why = why
  }
}
