import { declareIssues, declareProblems } from '../kit/problem.ts'

const own = declareProblems({
  'last-way-in': { status: 409, message: 'This is the last way to sign in. Add another one first.' },
})

const ownIssues = declareIssues(['stolen-password'])

type Own = typeof own

declare module '../kit/problem.ts' {
  interface Problems extends Own {}
  interface Issues extends Record<(typeof ownIssues)[number], true> {}
}
