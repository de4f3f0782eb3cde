import { documentedPermission, type Requirement } from '@polyclinic/contract/kit/access.ts'
import { problems, type IssueCode, type ProblemCode, type ProblemData } from '@polyclinic/contract/kit/problem.ts'

/** A refusal that a caller can meet: it ends the transaction and becomes the answer. */
export class Refusal extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly data: unknown
  readonly retryAfterSeconds: number | undefined

  constructor(code: ProblemCode, data?: unknown, retryAfterSeconds?: number) {
    super(problems[code].message)
    this.code = code
    this.status = problems[code].status
    this.data = data
    this.retryAfterSeconds = retryAfterSeconds
  }
}

type DataArguments<C extends ProblemCode> = ProblemData<C> extends undefined ? [] : [data: ProblemData<C>]

/** `throw refuse('slot-taken', { alternatives })`: the code decides status, message and the shape of the data. */
export function refuse<C extends ProblemCode>(code: C, ...[data]: DataArguments<C>): Refusal {
  return new Refusal(code, data)
}

/** Says what is missing, as the API's document says it. */
export const notAllowed = (permission: Requirement): Refusal =>
  refuse('not-allowed', { permission: documentedPermission(permission) })

export const isRefusal = (error: unknown, code: ProblemCode): boolean => error instanceof Refusal && error.code === code

/** A field of the body that only the data could show to be wrong, answered like any other invalid field. */
export function refuseField(path: string, code: IssueCode, message: string): Refusal {
  return refuse('invalid-input', { issues: [{ path: ['body', ...path.split('.')], message, code }] })
}

/** The same of a value of the query. */
export const refuseQuery = (name: string, code: IssueCode, message: string): Refusal =>
  refuse('invalid-input', { issues: [{ path: ['query', name], message, code }] })
