import { z } from 'zod'
import { declareIssues, declareProblems } from '../kit/problem.ts'
import '../patients/problems.ts'

const ownIssues = declareIssues(['after-death', 'not-over', 'implausible', 'unit', 'second-below-first', 'is-alive'])

const own = declareProblems({
  'unlike-before': {
    status: 409,
    message: 'This differs much from what was measured before. Look at it again, and confirm it if it is right.',
    data: z.object({
      items: z.array(
        z.object({
          /** Which of those that were sent. */
          index: z.int(),
          kind: z.string(),
          before: z.object({ value: z.number(), unit: z.string(), measuredAt: z.string() }),
        }),
      ),
    }),
  },
})

type Own = typeof own

declare module '../kit/problem.ts' {
  interface Problems extends Own {}
  interface Issues extends Record<(typeof ownIssues)[number], true> {}
}
