/**
 * A reason not to start that the operator can act on: the message is one clear sentence without a stack, and follows
 * "Polyclinic cannot start: ".
 */
export class StartupError extends Error {
  override name = 'StartupError'
}
