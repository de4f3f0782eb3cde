import { declareIssues } from '../kit/problem.ts'

/** What can be wrong with its fields, beyond what any schema says. */
const ownIssues = declareIssues(['species', 'animals-only', 'before-birth'])

declare module '../kit/problem.ts' {
  interface Issues extends Record<(typeof ownIssues)[number], true> {}
}
