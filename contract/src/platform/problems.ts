import { declareIssues, declareProblems } from '../kit/problem.ts'

const own = declareProblems({
  'last-operator': { status: 409, message: 'The platform keeps at least one operator. Invite another one first.' },
  'operator-invitation-ended': { status: 410, message: 'This invitation was used, withdrawn or has expired.' },
  'has-members': {
    status: 409,
    message: 'Somebody works in this organization already: its own members invite others.',
  },
})

const ownIssues = declareIssues(['plan-exists', 'first-plan', 'last-plan'])

type Own = typeof own

declare module '../kit/problem.ts' {
  interface Problems extends Own {}
  interface Issues extends Record<(typeof ownIssues)[number], true> {}
}
