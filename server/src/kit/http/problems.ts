import { ORPCError, ValidationError } from '@orpc/server'
import { problems, type ProblemCode } from '@polyclinic/contract/kit/problem.ts'
import { isAway } from '../db/outages/away.ts'
import { isCollision, StartAgain } from '../db/collisions.ts'
import type { Log } from '../log/log.ts'
import { issueCode, type Finding } from './issue-code.ts'
import { Refusal } from './refusal.ts'
import { currentRequest } from './request.ts'
import { codeOf, vanishedOf } from '../thrown.ts'

/**
 * Anything that was thrown, as a refusal of the one error table. What nobody expected is logged and says nothing. `declared`: what
 * the operation says it may refuse for.
 */
export function asRefusal(error: unknown, log: Log, declared: object = {}): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof ORPCError) return ofLibrary(error, log)
  if (isAway(error)) return new Refusal('unavailable', undefined, 2)
  if (codeOf(error) === '57014') return new Refusal('took-too-long', undefined, 5)
  if (isCollision(error) || error instanceof StartAgain) return new Refusal('unavailable', undefined, 1)
  const vanished = vanishedOf(error)
  if (vanished) {
    const level = vanished in declared ? 'warn' : 'error'
    log[level]({ requestId: currentRequest()?.id, err: error }, 'a row vanished, or is named still')
    return new Refusal(vanished)
  }
  log.error({ requestId: currentRequest()?.id, err: error }, 'unexpected error')
  return new Refusal('unexpected')
}

/** An answer says enough to mend a form; what somebody sent is not sent back to them at length. */
const [maxIssues, longestWord] = [20, 200]

/** The name of a field that is not known is said where it is one; what else stood there may be a secret in the wrong place. */
const messageOf = (issue: Finding) =>
  issue.code === 'unrecognized_keys'
    ? issue.message.replaceAll(/"[^"]*"/g, (name) => (/^"[a-z]\w{0,29}"$/i.test(name) ? name : '…'))
    : issue.message

function ofLibrary(error: ORPCError<string, unknown>, log: Log): Refusal {
  if (error.cause instanceof ValidationError && error.code === 'BAD_REQUEST') {
    const issues = error.cause.issues.slice(0, maxIssues).map((issue) => ({
      path: (issue.path ?? []).slice(0, maxIssues).map((part) => {
        const key = typeof part === 'object' ? part.key : part
        return typeof key === 'number' ? key : String(key).slice(0, longestWord)
      }),
      message: messageOf(issue).slice(0, longestWord),
      code: issueCode(issue as Finding),
    }))
    return new Refusal('invalid-input', { issues })
  }
  if (error.code in problems) return new Refusal(error.code as ProblemCode, error.data)
  if (error.status === 404) return new Refusal('not-found')
  if (error.status === 405) return new Refusal('method-not-allowed')
  if (error.status < 500) return new Refusal('bad-request')
  if (isAway(error.cause)) return new Refusal('unavailable', undefined, 2)
  log.error({ requestId: currentRequest()?.id, err: error.cause ?? error }, 'unexpected error')
  return new Refusal('unexpected')
}

export function problemBody(refusal: Refusal): Record<string, unknown> {
  return {
    code: refusal.code,
    status: refusal.status,
    message: refusal.message,
    ...(refusal.data !== undefined && { data: refusal.data }),
    requestId: currentRequest()?.id ?? '',
  }
}
