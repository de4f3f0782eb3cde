import { declareIssues, declareProblems } from '../kit/problem.ts'

const own = declareProblems({
  'host-listed': { status: 409, message: 'This name is in your list.' },
  'too-many-hosts': { status: 409, message: 'Ten names are enough. Remove one first.' },
  'record-missing': { status: 409, message: 'The TXT record was not found. It can take an hour until it is seen.' },
  'host-taken': { status: 409, message: 'Another organization is served under this name.' },
})

const ownIssues = declareIssues(['https-origin', 'host-name', 'host-reserved'])

type Own = typeof own

declare module '../kit/problem.ts' {
  interface Problems extends Own {}
  interface Issues extends Record<(typeof ownIssues)[number], true> {}
}
