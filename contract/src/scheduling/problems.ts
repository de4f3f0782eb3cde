import { z } from 'zod'
import { declareIssues, declareProblems } from '../kit/problem.ts'

const own = declareProblems({
  'slot-taken': {
    status: 409,
    message: 'This time is not free.',
    data: z.object({
      /** Another appointment, minutes kept free beside one, no room, or the practitioner is somewhere else. */
      reason: z.enum(['booked', 'buffer', 'room', 'elsewhere']),
      /** Whose appointment stands there, where the caller may see it. */
      patient: z.string().optional(),
      /** For a buffer: how many minutes are kept free, and on which side of that appointment. */
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
  'too-early': {
    status: 409,
    message: 'It is too early for that.',
    data: z.object({ from: z.string() }),
  },
  'too-late': { status: 409, message: 'It is too late for that.', data: z.object({ until: z.string() }) },
})

const ownIssues = declareIssues([
  'overlap',
  'too-far',
  'other-clinic',
  'not-at-clinic',
  'not-for-service',
  'no-room',
  'not-a-member',
])

type Own = typeof own

declare module '../kit/problem.ts' {
  interface Problems extends Own {}
  interface Issues extends Record<(typeof ownIssues)[number], true> {}
}
