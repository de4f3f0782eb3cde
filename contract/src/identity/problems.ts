import { z } from 'zod'
import { declareIssues, declareProblems } from '../kit/problem.ts'

const own = declareProblems({
  'owned-alone': {
    status: 409,
    message: 'You are the only owner of an organization. Make somebody else its owner first.',
    data: z.object({ organizations: z.array(z.object({ slug: z.string(), name: z.string() })) }),
  },
})

const ownIssues = declareIssues(['other-address', 'own-address'])

type Own = typeof own

declare module '../kit/problem.ts' {
  interface Problems extends Own {}
  interface Issues extends Record<(typeof ownIssues)[number], true> {}
}
