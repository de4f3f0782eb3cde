/**
 * A reason not to start that the operator can act on: the message is one clear sentence without a stack, and follows
 * "Polyclinic cannot start: ".
 */
export class StartupError extends Error {
  override name = 'StartupError'
}

/** The error code of a failed system call, such as `EACCES`; empty when the error carries none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
