/** Ends a work without its doing: it was cancelled, is another worker's by now, or this process stops. */
export class WorkEnded extends Error {
  readonly why: 'cancelled' | 'lost' | 'stopping'

  constructor(why: 'cancelled' | 'lost' | 'stopping') {
    super(`the work is ${why}`)
    this.why = why
  }
}
