/** Tries before a message counts as failed: with the pauses between them most of a day (RFC 5321 §4.5.4.1). */
const tries = 20

/** How long to wait after so many tries: a minute at first, for whoever asks strangers to come again, then up to an hour. */
export const pauseAfter = (attempts: number): { inSeconds: number } | undefined =>
  attempts < tries ? { inSeconds: Math.min(3600, 60 * 2 ** (attempts - 1)) } : undefined
