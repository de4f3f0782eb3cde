import { declareIssues } from '../kit/problem.ts'

const ownIssues = declareIssues([
  'species',
  'animals-only',
  'before-birth',
  'second-chip',
  'itself',
  'other-kind',
  'blocked-link',
  'shares',
  'restricted',
])

declare module '../kit/problem.ts' {
  interface Issues extends Record<(typeof ownIssues)[number], true> {}
}
