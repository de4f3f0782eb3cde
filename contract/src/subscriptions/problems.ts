import { z } from 'zod'
import { declareProblems } from '../kit/problem.ts'
import { money } from '../kit/money.ts'

const own = declareProblems({
  'bill-open': {
    status: 409,
    message: 'A bill is past its day. Pay it first.',
    data: z.object({ number: z.string(), total: money }),
  },
  'trial-used': { status: 409, message: 'You have tried a plan before. Order it instead.' },
  'card-away': {
    status: 503,
    message: 'The provider of card payments does not answer. Nothing was charged. Try again.',
  },
  'no-cards': { status: 409, message: 'No provider of card payments is configured: pay by transfer.' },
  'unsigned-event': { status: 400, message: 'This was not signed by the provider of card payments, or too long ago.' },
})

type Own = typeof own

declare module '../kit/problem.ts' {
  interface Problems extends Own {}
}
