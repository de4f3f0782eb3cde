import { declareIssues, declareProblems } from '../kit/problem.ts'

const own = declareProblems({
  'support-asked': {
    status: 409,
    message: 'You have asked this organization already, or are let in. Withdraw or end that first.',
  },
  'support-early': {
    status: 409,
    message: 'The organization still has time to answer.',
  },
  'support-ruled-out': {
    status: 403,
    message: 'This organization rules out that support opens it without its answer.',
  },
})

const ownIssues = declareIssues(['wider'])

type Own = typeof own

declare module '../kit/problem.ts' {
  interface Problems extends Own {}
  interface Issues extends Record<(typeof ownIssues)[number], true> {}
}
