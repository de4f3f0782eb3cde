import { z } from 'zod'

/** What can be wrong with a field: screens translate the code (text catalogue `issue`). */
export const issueCodes = [
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
  'reserved',
  'species',
  'animals-only',
  'time-zone',
  'redirect',
  // what only the data show
  'unknown',
  'archived',
  'kind',
  'before-birth',
  'overlap',
  'too-far',
  'own-clinics',
  'other-clinic',
  'not-at-clinic',
  'not-for-service',
  'no-room',
  'not-a-member',
  'beyond-rights',
  'other-address',
  'own-address',
  'stolen-password',
  'redirect-mix',
] as const

export type IssueCode = (typeof issueCodes)[number]

/** What a schema of ours finds: a sentence for developers, a code for screens. */
export const wrong = (error: string, code: IssueCode) => ({ error, params: { code } })

/** One field that was refused: where it stands in the request, what is wrong with it, and a code of that which stays. */
export const fieldIssue = z.object({
  path: z.array(z.union([z.string(), z.number()])),
  message: z.string(),
  code: z.enum(issueCodes),
})

/**
 * The one table of errors. Every answer that is not a success carries
 * `{ code, status, message, data?, requestId }` with a code from here; `message` is for
 * developers, screens translate the code (text catalogue `problem`).
 */
export const problems = {
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
    message: 'This organization asks for a second factor. Sign in with it, or set it up.',
  },
  'confirmation-needed': { status: 403, message: 'Confirm that it is you, then try again.' },
  'not-confirmed': { status: 403, message: 'This does not match.' },
  'preview-only': { status: 403, message: 'In the preview of a role nothing can be changed.' },
  'not-found': { status: 404, message: 'There is nothing here under this address.' },
  'method-not-allowed': { status: 405, message: 'This address does not answer that method.' },
  'slug-taken': { status: 409, message: 'This address is taken. Choose another one.' },
  'slot-taken': {
    status: 409,
    message: 'This time is not free.',
    data: z.object({
      /** Another visit, minutes kept free beside one, no room, or the practitioner is somewhere else. */
      reason: z.enum(['booked', 'buffer', 'room', 'elsewhere']),
      /** Whose visit stands there, where the caller may see it. */
      patient: z.string().optional(),
      /** For a buffer: how many minutes are kept free, and on which side of that visit. */
      minutes: z.int().optional(),
      side: z.enum(['after', 'before']).optional(),
      /** The room that is taken; absent where none of several is free. */
      room: z.string().optional(),
      /** Where the practitioner is then, where the caller may know it. */
      clinic: z.string().optional(),
      alternatives: z.array(
        z.object({
          startsAt: z.string(),
          endsAt: z.string(),
          practitionerId: z.string(),
          roomId: z.string().optional(),
        }),
      ),
    }),
  },
  'not-available': { status: 409, message: 'The practitioner is not available at this time.' },
  'outside-hours': {
    status: 409,
    message:
      'The clinic is closed then, or the practitioner does not work. Book it deliberately or choose another time.',
    data: z.object({ reason: z.enum(['closed', 'off']), practitioner: z.string() }),
  },
  'in-the-past': { status: 409, message: 'This time has passed.' },
  'wrong-state': {
    status: 409,
    message: 'The state of this record does not allow that.',
    data: z.object({ state: z.string() }),
  },
  'too-early': {
    status: 409,
    message: 'It is too early for that.',
    data: z.object({ from: z.string() }),
  },
  'too-late': { status: 409, message: 'It is too late for that.', data: z.object({ until: z.string() }) },
  'in-use': { status: 409, message: 'Other records still use this.' },
  'already-exists': { status: 409, message: 'This exists already.' },
  'owned-alone': {
    status: 409,
    message: 'You are the only owner of an organization. Make somebody else its owner first.',
    data: z.object({ organizations: z.array(z.object({ slug: z.string(), name: z.string() })) }),
  },
  'last-way-in': { status: 409, message: 'This is the last way to sign in. Add another one first.' },
  'last-owner': { status: 409, message: 'An organization keeps at least one owner.' },
  'plan-limit': {
    status: 409,
    message: 'Your plan does not include more of these.',
    data: z.object({ limit: z.string(), allowed: z.number(), used: z.number() }),
  },
  'invitation-ended': { status: 410, message: 'This invitation was used, withdrawn or has expired.' },
  'link-ended': { status: 410, message: 'This link or code was used already or has expired. Ask for a new one.' },
  stale: { status: 412, message: 'Someone changed this in the meantime. Look at it again.' },
  'too-large': { status: 413, message: 'The request is too large.' },
  'wrong-content-type': { status: 415, message: 'Send JSON as application/json.' },
  'key-reused': { status: 422, message: 'This idempotency key was used for another request.' },
  'version-required': { status: 428, message: 'Send If-Match with the version you saw.' },
  'too-many-requests': { status: 429, message: 'Too many requests. Wait a moment.' },
  'took-too-long': { status: 503, message: 'This took too long and was stopped; nothing was changed.' },
  unavailable: { status: 503, message: 'The service is away for a moment. Try again.' },
  unexpected: { status: 500, message: 'Something went wrong on our side.' },
} as const satisfies Record<string, { status: number; message: string; data?: z.ZodType }>

export type ProblemCode = keyof typeof problems

/** Data that a problem carries, where it carries any. */
export type ProblemData<C extends ProblemCode> = (typeof problems)[C] extends { data: infer D extends z.ZodType }
  ? z.infer<D>
  : undefined

/** The error body as programs outside receive it. */
export const problemBody = z.object({
  code: z.string(),
  status: z.number(),
  message: z.string(),
  data: z.unknown().optional(),
  requestId: z.string(),
})
