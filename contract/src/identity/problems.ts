import { z } from 'zod'
import { declareIssues, declareProblems } from '../kit/problem.ts'

/** What the API of identity refuses, beside what everybody does. */
const own = declareProblems({
  'owned-alone': {
    status: 409,
    message: 'You are the only owner of an organization. Make somebody else its owner first.',
    data: z.object({ organizations: z.array(z.object({ slug: z.string(), name: z.string() })) }),
  },
})

/** What can be wrong with its fields, beyond what any schema says. */
const ownIssues = declareIssues(['other-address', 'own-address'])

type Own = typeof own

declare module '../kit/problem.ts' {
  interface Problems extends Own {}
  interface Issues extends Record<(typeof ownIssues)[number], true> {}
}
