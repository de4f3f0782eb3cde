import { declareIssues } from '../kit/problem.ts'

const ownIssues = declareIssues(['species', 'animals-only', 'before-birth'])

declare module '../kit/problem.ts' {
  interface Issues extends Record<(typeof ownIssues)[number], true> {}
}
