import { declareIssues } from '../kit/problem.ts'
import '../patients/problems.ts'

const ownIssues = declareIssues(['after-death', 'not-over'])

declare module '../kit/problem.ts' {
  interface Issues extends Record<(typeof ownIssues)[number], true> {}
}
