import { declareIssues, declareProblems } from '../kit/problem.ts'

/** What the API of factors refuses, beside what everybody does. */
const own = declareProblems({
  'last-way-in': { status: 409, message: 'This is the last way to sign in. Add another one first.' },
})

/** What can be wrong with its fields, beyond what any schema says. */
const ownIssues = declareIssues(['stolen-password'])

type Own = typeof own

declare module '../kit/problem.ts' {
  interface Problems extends Own {}
  interface Issues extends Record<(typeof ownIssues)[number], true> {}
}
