import { declareIssues, declareProblems } from '../kit/problem.ts'

/** What the API of kennels refuses, beside what everybody does. */
const own = declareProblems({
  'kennels-full': { status: 409, message: 'There is no place for another kennel.' },
})

/** What can be wrong with its fields, beyond what any schema says. */
const ownIssues = declareIssues(['kennel-name'])

type Own = typeof own

declare module '../kit/problem.ts' {
  interface Problems extends Own {}
  interface Issues extends Record<(typeof ownIssues)[number], true> {}
}
