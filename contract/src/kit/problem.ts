import { z } from 'zod'
import { status } from './standing/status.ts'

const generalIssues = [
  // what any schema says
  'required',
  'type',
  'too-short',
  'too-long',
  'too-few',
  'too-many',
  'range',
  'choice',
  'date',
  'unknown-field',
  'invalid',
  // what ours say beyond that
  'characters',
  'invisible',
  'email',
  'phone',
  'microchip',
  'future',
  'ends-first',
  'time-zone',
  'colour',
  'contrast',
  'sender-name',
  'too-many-lines',
  'long-line',
  // what only the data show
  'unknown',
  'archived',
  'kind',
] as const

/** Findings by code: screens translate them (`issue.…`). A feature names its own to the compiler, as with permissions. */
export interface Issues extends Record<(typeof generalIssues)[number], true> {}

export type IssueCode = keyof Issues

const issueCatalogue = new Set<string>(generalIssues)

export function declareIssues<const Own extends readonly string[]>(own: Own): Own {
  for (const code of own) issueCatalogue.add(code)
  return own
}

export const issueCodes = (): IssueCode[] => [...issueCatalogue] as IssueCode[]

/** What a schema of ours finds: a sentence for developers, a code for screens. */
export const wrong = (error: string, code: IssueCode) => ({ error, params: { code } })

/** One field that was refused: where it stands in the request, what is wrong with it, and a code of that which stays. */
export const fieldIssue = z.object({
  path: z.array(z.union([z.string(), z.number()])),
  message: z.string(),
  code: z.lazy(() => z.enum(issueCodes())),
})

interface Declaration {
  status: number
  message: string
  data?: z.ZodType
}

const general = {
  'invalid-input': {
    status: 400,
    message: 'Some fields are not valid.',
    data: z.object({ issues: z.array(fieldIssue) }),
  },
  'bad-request': { status: 400, message: 'The request cannot be read.' },
  'signed-out': { status: 401, message: 'Sign in first.' },
  'not-allowed': { status: 403, message: 'Your role does not allow this.', data: z.object({ permission: z.string() }) },
  'shared-by-clinics': {
    status: 403,
    message: 'Several clinics share this. Only somebody who may act at all of them may change it.',
  },
  'cross-site': { status: 403, message: 'The request came from another site.' },
  'second-factor-needed': {
    status: 403,
    message: 'A second factor is asked for here. Sign in with it, or set it up.',
  },
  'organization-held': {
    status: 403,
    message:
      'Nothing can be changed in this organization at present; `status` says why. What exists can be read and exported.',
    data: z.object({ status }),
  },
  'feature-off': {
    status: 403,
    message: 'This feature is off here. Nothing was changed; what exists stays.',
    // a key of the one table of toggles, said without it: programs meet keys that came later
    data: z.object({ feature: z.string(), isInBiggerPlan: z.boolean() }),
  },
  'confirmation-needed': { status: 403, message: 'Confirm that it is you, then try again.' },
  'not-confirmed': { status: 403, message: 'This does not match.' },
  'support-read-only': {
    status: 403,
    message: 'Support was let in to look: nothing can be changed here. Ask for an access that may change something.',
  },
  'preview-only': { status: 403, message: 'In the preview of a role nothing can be changed.' },
  'not-found': { status: 404, message: 'There is nothing here under this address.' },
  'method-not-allowed': { status: 405, message: 'This address does not answer that method.' },
  'wrong-state': {
    status: 409,
    message: 'The state of this record does not allow that.',
    data: z.object({ state: z.string() }),
  },
  'in-use': { status: 409, message: 'Other records still use this.' },
  'already-exists': { status: 409, message: 'This exists already.' },
  'link-ended': { status: 410, message: 'This link or code was used already or has expired. Ask for a new one.' },
  stale: { status: 412, message: 'Someone changed this in the meantime. Look at it again.' },
  'too-large': { status: 413, message: 'The request is too large.' },
  'wrong-content-type': {
    status: 415,
    message: 'Send a body of the type that the document names; mostly JSON as application/json.',
  },
  'no-such-range': { status: 416, message: 'The file ends before that.' },
  'key-reused': { status: 422, message: 'This idempotency key was used for another request.' },
  'version-required': { status: 428, message: 'Send If-Match with the version you saw.' },
  'too-many-requests': { status: 429, message: 'Too many requests. Wait a moment.' },
  'took-too-long': { status: 503, message: 'This took too long and was stopped; nothing was changed.' },
  unavailable: { status: 503, message: 'The service is away for a moment. Try again.' },
  unexpected: { status: 500, message: 'Something went wrong on our side.' },
} as const satisfies Record<string, Declaration>

/**
 * The one table of errors. Every answer that is not a success carries
 * `{ code, status, message, data?, requestId }` with a code from here; `message` is for
 * developers, screens translate the code (`problem.…`). A feature adds its own in its problems.ts.
 */
export interface Problems extends GeneralProblems {}

type GeneralProblems = typeof general

export type ProblemCode = keyof Problems

/** The same while the product runs: complete once the contract has been read. */
export const problems = { ...general } as unknown as Problems

/** Adds the refusals of a feature to the table. */
export function declareProblems<const Own extends Record<string, Declaration>>(own: Own): Own {
  Object.assign(problems, own)
  return own
}

export type ProblemData<C extends ProblemCode> = Problems[C] extends { data: infer D extends z.ZodType }
  ? z.infer<D>
  : undefined

export const problemBody = z.object({
  code: z.string(),
  status: z.number(),
  message: z.string(),
  data: z.unknown().optional(),
  requestId: z.string(),
})
