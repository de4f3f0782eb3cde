import { z } from 'zod'
import { declareProblems } from '../kit/problem.ts'

const own = declareProblems({
  'plan-limit': {
    status: 409,
    message: 'Your plan does not include more of these.',
    data: z.object({ limit: z.string(), allowed: z.number(), used: z.number() }),
  },
})

type Own = typeof own

declare module '../kit/problem.ts' {
  interface Problems extends Own {}
}
