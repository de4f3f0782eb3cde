import { declareIssues } from '../kit/problem.ts'

const ownIssues = declareIssues(['https-origin'])

declare module '../kit/problem.ts' {
  interface Issues extends Record<(typeof ownIssues)[number], true> {}
}
