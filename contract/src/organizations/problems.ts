import { declareIssues, declareProblems } from '../kit/problem.ts'

const own = declareProblems({
  'slug-taken': { status: 409, message: 'This address is taken. Choose another one.' },
  'last-owner': { status: 409, message: 'An organization keeps at least one owner.' },
  'invitation-ended': { status: 410, message: 'This invitation was used, withdrawn or has expired.' },
})

const ownIssues = declareIssues(['reserved', 'own-clinics', 'beyond-rights'])

type Own = typeof own

declare module '../kit/problem.ts' {
  interface Problems extends Own {}
  interface Issues extends Record<(typeof ownIssues)[number], true> {}
}
