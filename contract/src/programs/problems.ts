import { declareIssues } from '../kit/problem.ts'

/** What can be wrong with the fields of programs, beyond what any schema says. */
const ownIssues = declareIssues(['redirect', 'redirect-mix'])

declare module '../kit/problem.ts' {
  interface Issues extends Record<(typeof ownIssues)[number], true> {}
}
